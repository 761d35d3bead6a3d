"""Let the database know the roles of those who see no register: of the chain of protection, plans and guidance."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("identity", "0001_accounts_roles_directorates")]

    operations = [
        migrations.RemoveConstraint(model_name="rolegrant", name="role_is_known"),
        migrations.AddConstraint(
            model_name="rolegrant",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "role__in",
                        (
                            "case_worker",
                            "competence_adviser",
                            "directorate_contact",
                            "housing_officer",
                            "knowledge_editor",
                            "mentor_coordinator",
                            "ministry_editor",
                            "none",
                            "plan_coordinator",
                            "police_coordinator",
                            "provider_staff",
                            "service_leader",
                            "statistician",
                            "system_owner",
                        ),
                    )
                ),
                name="role_is_known",
            ),
        ),
    ]
