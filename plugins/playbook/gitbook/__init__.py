"""A space on disk: what GitBook reads beside the pages."""
