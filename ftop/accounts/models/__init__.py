from ftop.accounts.models.change import Change
from ftop.accounts.models.region import Region
from ftop.accounts.models.user import User

__all__ = ["Change", "Region", "User"]
