"""Taking a call: drafts, how to make contact safely, anonymous consultations and the codes that join them."""
