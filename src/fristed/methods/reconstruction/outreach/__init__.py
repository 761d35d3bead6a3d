"""An invented register of outreach, built from a seed to give what is printed; nobody in it is real."""
