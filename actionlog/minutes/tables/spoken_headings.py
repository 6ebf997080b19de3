"""Headings as people phrase them who use no form: `What needs doing`, `Who's doing it`, `Needed by`, `Done yet?`."""

from typing import Final

#: By what the column holds (`minutes.columns`): headings without case and marks, parted by commas.
SPOKEN: Final[dict[str, str]] = {
    "ref": (
        "our ref, action number ref, ref number, no ref, action code, item id, action s no, line no, tracking no, "
        "tracking number, action item number, a i, item ref no"
    ),
    "text": (
        "what needs doing, needs doing, what s needed, what is needed, what we need to do, what we will do, "
        "what we ll do, what will be done, what to do, what has to be done, what must be done, to be done, "
        "to be actioned, job to do, jobs to do, things to do, thing to do, tasks to do, action agreed at meeting, "
        "agreed to, we agreed to, what was agreed, what we agreed, what s next, follow ups, follow up required, "
        "follow up needed, follow on action, actions to follow up, what will happen, what happens next, "
        "next action, next actions, immediate actions, key actions, action step, action steps, steps to take, "
        "action for completion, action statement, action wording, agreed follow up, agreed next step, "
        "actions for next meeting, action before next meeting, activity action, action activity, action to do, "
        "what is the action, action notes, actions identified, action identified, proposed action, "
        "proposed actions, planned action, actions planned, planned actions, corrective action, "
        "corrective actions, item for action, items for action, item to action, points for action, "
        "point for action, matters for action, further action, further actions, further action required, "
        "asked to, will do, has agreed to, undertook to, assignment, assignments, to do item, to do items, "
        "to dos, todos, todo item, homework, the action, commitment made, commitments, promised"
    ),
    "weak text": (
        "jobs, errand, errands, instruction, instructions, work to be done, work required, description of task, "
        "description of work, description of item, task to be done, task agreed, tasks agreed, what is it, "
        "todo description, deliverable description, agreement"
    ),
    "owner": (
        "who s doing it, who is doing it, who will do this, who is going to do it, who does it, who s doing what, "
        "who s on it, who leads, who s leading, who is leading, who owns it, who s responsible, who takes it on, "
        "who with, for whom, to whom, by whom when, person in charge, in charge, resp party, resp parties, "
        "resp person, resp officer, responsible s, resp s, respons, respons ble, point person, contact person, "
        "main contact, lead contact, lead and support, delegate, delegee, delegated, assigned member, "
        "assigned to whom, assigned team, taken by, taken on by, carried out by, to be "
        "doing it, doer, executor, implementer, implemented by, actioner, action officer, action person, "
        "action party, action agent, action manager, action taker, action to, action assigned, "
        "action allocated to, action responsibility, actions for, champion, champions, lead champion, custodian, "
        "steward, coordinator, co ordinator, handler, handled by, allocated person, allocated member, "
        "agreed owner, committee member, board member, cllr, officer initials, member initials, person initials, "
        "init, inits, initial, first name, surname, staff member, staff lead, team member, team lead, lead body, "
        "lead organisation, lead organization, lead partner, lead department, lead s name, ownership, "
        "owner initials, owner lead, lead responsible, owner assignee, dri s, helper, helpers, who me, whose job, "
        "whose, undertaken by, responsible member, responsible staff, responsible trustee, driver, led by, "
        "action led by, leader, leaders, project lead, topic lead"
    ),
    "deadline": (
        "by what date, by what time, when is it due, due in, due month, due week, when due, when for, "
        "when needed, when when will it be done, done by when, due no later than, no later than, "
        "not later than, latest date, latest, deadline for action, deadline for completion, deadline if any, "
        "action deadline, action due, action due date, action due by, action due on, action target date, "
        "task deadline, target finish, target month, target meeting, target deadline, targeted date, "
        "to be done by when, to be completed, to be completed on, to be completed by when, to complete by, "
        "to finish by, finish by, finished by, for completion, completion target, completion by, "
        "completion expected, expected finish, expected end date, anticipated date, anticipated completion, "
        "anticipated completion date, estimated date, est date, est completion, est completion date, "
        "est delivery, expected delivery, delivery by, deliver when, needed when, need by, due date time, "
        "time line, time limit, time scales, time to complete, time period, scheduled for, scheduled date, "
        "scheduled completion, date expected, date needed, date set for completion, date to complete, date to do, "
        "date of deadline, before when, by next meeting, until, until when, by the, report back by, report by, "
        "report back date, return date, follow up date, follow up by, when s it due, planned finish, planned end, "
        "planned for"
    ),
    "status": (
        "done yet, finished yet, done or not, status now, status today, state of play, where are we, "
        "current state, action state, outstanding complete, complete outstanding, complete incomplete, "
        "complete or outstanding, open close, open closed status, open y n, open done, outstanding y n, "
        "still open, still outstanding, outstanding, achieved, achieved y n, ongoing complete, complete ongoing, "
        "status y n, completed or ongoing, status at meeting, status at this meeting, status as at, status as of, "
        "is it done, tick when done, tick, tick if done, ticked, y n, yes no, done yes no, is done, "
        "has it been done, finished, finished y n, sorted, checked off, pending done, completed not completed, "
        "stage of completion, done pending"
    ),
    "note": (
        "where we are, where we re at, what happened, what s happened, what has been done, how it went, "
        "how is it going, latest news, any update, any updates, update at meeting, update since last meeting, "
        "update for meeting, progress made, progress so far, report on progress, update report, remarks status, "
        "remarks comments, note s, comment s"
    ),
    "discussion": (
        "what we talked about, what we discussed, what was discussed, what was said, discussed, "
        "discussion and notes, discussion record, notes from meeting, minutes of discussion, notes of meeting, "
        "meeting notes, discussion details, details of discussion, item discussion, item and notes, "
        "minute and discussion, subject and discussion, matters arising discussion, summary notes"
    ),
    "item": (
        "agenda heading, agenda subject, min ref no, minute ref no, minute reference number, min number, "
        "mins ref, mins no, agenda number, para no, paragraph no, min item, agenda section, item para, about, "
        "regarding, from item, from minute, minute para, arising from"
    ),
    "closed on": (
        "done on, finished on, when done, when completed, date finished, completed when, done complete, "
        "done when, date ticked off, signed off, date signed off, closed out, date closed out"
    ),
    "raised": (
        "first raised, when raised, when agreed, since, arose, date arose, arose on, set on, agreed when, "
        "from meeting of, first logged, first recorded, date first logged, date of entry"
    ),
}
