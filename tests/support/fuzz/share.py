"""How many examples a test tries: a share of what the profile gives."""

from hypothesis import Phase, settings


def share(part):
    """Return the settings of a test that takes this part of the profile's examples, for each costs more.

    A failure is shown as it was found: to look for the shortest one would take minutes.
    """
    count = max(1, round(part * settings().max_examples))
    return settings(max_examples=count, phases=[Phase.explicit, Phase.reuse, Phase.generate])
