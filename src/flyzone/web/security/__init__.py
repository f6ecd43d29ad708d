"""What keeps strangers out: cookies, CSRF tokens, headers, passwords, limits."""
