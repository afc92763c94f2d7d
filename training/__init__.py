"""How the reader's weights are made: the corpus, its notation and checks, the model and its training."""
