from ftop.accounts.models.region import Region
from ftop.accounts.models.user import User

__all__ = ["Region", "User"]
