"""From files and feeds to documents."""
