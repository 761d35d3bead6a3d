"""Tasks of a case: all of them, a new one, and one that is done."""

from __future__ import annotations

from ninja import Router, Status

from fristed.casework.plans.actions import finish_task, read_tasks, set_task
from fristed.interfaces.api.casework.calling import InPath, KeyInPath, RequestKey, about_to, once
from fristed.interfaces.api.casework.shapes import Made, NewTask, Task, Tasks
from fristed.interfaces.web.requests import HouseRequest

router = Router(tags=["tasks"])


@router.get("/cases/{reference}/tasks", response=Tasks, url_name="casework-tasks", operation_id="listTasks")
def list_tasks(request: HouseRequest, reference: InPath) -> Tasks:
    """Give the tasks of a case with their words, those to do first."""
    found = read_tasks(reference=reference, by=request.actor, at=request.at)
    return Tasks(tasks=[Task.of(line) for line in found])


@router.post(
    "/cases/{reference}/tasks", response={201: Made}, url_name="casework-tasks", operation_id="setTask"
)
def new_task(request: HouseRequest, reference: InPath, key: RequestKey, task: NewTask) -> Status[Made]:
    """Set a task for all who work on the case."""
    about_to(request, reference=reference)
    kept = once(
        request,
        key,
        lambda: set_task(
            reference=reference,
            kind=task.kind,
            account=None,
            due_date=task.due_date,
            text=task.text,
            by=request.actor,
            at=request.at,
        ),
    )
    return Status(201, Made(key=kept.reference))


@router.post(
    "/cases/{reference}/tasks/{key}/done",
    response=Made,
    url_name="casework-task-done",
    operation_id="finishTask",
)
def task_done(request: HouseRequest, reference: InPath, key: KeyInPath, request_key: RequestKey) -> Made:
    """Note that a task is done."""
    about_to(request, reference=reference)

    def carried_out() -> str:
        finish_task(reference=reference, key=key, by=request.actor, at=request.at)
        return key

    return Made(key=once(request, request_key, carried_out).reference)
