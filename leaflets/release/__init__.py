"""What says which edition a leaflet is, and how far it may be trusted: ``edition``."""
