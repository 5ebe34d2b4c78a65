"""Everything that answers without a sign-in, by URL name, and why. What is not listed here asks for one.

Decorators of libraries open nothing: `ftop.accounts.middleware.SignInRequiredMiddleware` looks here alone.
"""

PUBLIC_VIEWS = {
    "health-check": "Load balancers and container health checks have no account.",
    "icon-show": "Browsers ask for /favicon.ico wherever a page names no icon, signed in or not.",
    "account_login": "This is where people sign in.",
    "account_logout": "Signing out twice shows the sign-in page instead of an error.",
    "account_inactive": "Tells somebody who has left why they cannot sign in.",
    "account_reset_password": "Asks for the link of people who forgot their password.",
    "account_reset_password_done": "Says that the link is on its way.",
    "account_reset_password_from_key": "Sets a password; the link's key shows who it is.",
    "account_reset_password_from_key_done": "Says that the password is set.",
    "openid_connect_login": "Sends people to the company's sign-in page; 404 where none is set up.",
    "openid_connect_callback": "Receives them back; the state in the session and the code are checked.",
    "socialaccount_login_cancelled": "Says that the sign-in at the provider was cancelled.",
    "socialaccount_login_error": "Says that the sign-in at the provider failed.",
    "admin:login": "Sends on to the sign-in page.",
    "accounts:demo-sign_in": "Demo only: one click as any of the cast; 404 everywhere else.",
}
