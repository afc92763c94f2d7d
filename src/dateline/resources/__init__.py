"""Opens what a stage is passed: gazetteer, models, sources. Read-only, but for the gazetteer's build."""
