"""Those in the chain of protection; those and others who read no statistics."""

IN_THE_CHAIN = frozenset({"housing_officer", "police_coordinator", "provider_staff", "mentor_coordinator"})
WITHOUT_STATISTICS = IN_THE_CHAIN | {"ministry_editor", "knowledge_editor", "none"}
