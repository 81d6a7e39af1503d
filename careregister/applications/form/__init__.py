"""The application as data: `sections.SECTIONS`, made of the parts in `definition`."""
