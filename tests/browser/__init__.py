"""Tests in a real browser, a package of their own so that the browser ends with them."""
