"""Bags (BagIt 包): files with their digests, as RFC 8493 says, so that anybody can check that nothing was touched."""
