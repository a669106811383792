"""Every version of a site, each from its tag, as one site that needs no server.

`plan` says which versions there are; `configuration` and `content` bring today's settings to the content of a tag;
`building` has a host build it, and `store` keeps what was built; `slots` and `assembly` make one site of the versions;
`publishing` puts that in its place, whole or not at all.
"""
