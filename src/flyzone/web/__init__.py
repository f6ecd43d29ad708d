"""The app: pages and a JSON API over the same workflows, for a phone at the track and a laptop."""
