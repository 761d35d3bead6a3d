"""Those in the chain of protection; those and others who read no statistics."""

IN_THE_CHAIN = frozenset({"housing_officer", "police_coordinator", "provider_staff", "mentor_coordinator"})
WITHOUT_STATISTICS = IN_THE_CHAIN | {"ministry_editor", "knowledge_editor", "none"}
OUTSIDE_THE_REGISTER = IN_THE_CHAIN | {"ministry_editor", "plan_coordinator", "knowledge_editor"}
