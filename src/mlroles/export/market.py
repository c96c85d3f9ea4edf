"""A market as plain data."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from attrs import asdict

if TYPE_CHECKING:
    from mlroles.market import Market

__all__ = ["market_data"]


def market_data(market: Market) -> dict[str, Any]:
    """Every estimate, the most frequent role first."""
    return asdict(market, value_serializer=lambda _value, _field, part: _part(part))


def _part(part: Any) -> Any:
    return list(part) if isinstance(part, tuple) else part
