"""The pages: a request in, a response out. What they show comes from the modules beside them."""
