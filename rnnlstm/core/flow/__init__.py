"""How a gradient flows through time: steps as linear maps, their products, and what theory says of them."""
