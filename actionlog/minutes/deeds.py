"""Deeds: the words for what people are asked to do, by which a reader knows `Kate send the list` from `Kate Ash`."""

from typing import Final

from actionlog.minutes.words import word_set

#: Verbs as they stand behind `to`. Those that are also common names (`mark`, `grant`, `bill`) are left out.
DEEDS: Final = word_set(
    "accept add address advertise advise agree align amend analyse analyze announce apply appoint approach approve "
    "arrange articulate ask assemble assess assign assist attend audit book bring build buy calculate call cancel "
    "canvass change chase check circulate clarify clean clear close collate collect come comment commission compare "
    "compile complete compose conduct confirm consider consolidate consult contact continue contribute convene "
    "convert coordinate co-ordinate copy correct cost create deal decide define deliver design determine develop "
    "direct discuss distribute do document draft draw edit email e-mail engage enquire ensure erect escalate "
    "establish estimate evaluate examine expand explain explore express extend feed file fill finalise finalize find "
    "fix follow format formulate forward gather generate get give go handle hand help highlight hold host identify "
    "implement improve inform initiate inspect install instruct insert inquire invest investigate invite issue join "
    "keep launch lead lease let liaise link list locate log look lower mail maintain make manage map measure meet "
    "mend merge modify monitor move negotiate note notify nominate obtain offer open order organise organize outline "
    "oversee paint pass pay phone ping place plan plant populate post prepare present press print prioritise produce "
    "progress propose provide publicise publish purchase pursue put query raise reach read re-read rebase reconcile "
    "record recruit redraft refer register reinstate remind remove rename renew reopen repair repeat replace reply "
    "report reprint request research resend reserve resolve respond restore resubmit return revert review revise "
    "rewrite ring run save scan schedule scope search secure seek select send set share show sign solicit sort source "
    "speak specify split start store strengthen study submit suggest summarise summarize supply support survey table "
    "take talk tell tender test thank tidy track train transfer translate try turn undertake update upgrade upload "
    "backport bump cut drop dig double-check experiment mow own play prune pull push rake recheck reorganise shorten "
    "sing sketch sweep sync tweak weed polish price oil rehearse reschedule redo rework sponsor chair minute take "
    "incorporate onboard deploy debug configure enable disable brainstorm recommend reconvene reassess recalculate "
    "rearrange redesign relocate replenish refresh reimburse retrieve supervise transcribe troubleshoot fundraise "
    "promote compile familiarise familiarize fetch harmonise harmonize integrate outsource photograph proofread "
    "quantify scrutinise showcase simplify standardise standardize streamline tackle telephone triage ascertain "
    "acquire adapt adjust allocate analyse anonymise attach authorise authorize calculate catalogue "
    "clarify clear-up collaborate communicate consult correspond counter-sign decorate delegate demonstrate deposit "
    "devise dispatch dispose dismantle donate encourage enquire enrol erect escalate exclude execute "
    "expedite experiment facilitate finish-off formalise fund-raise hire inspect instigate interview introduce "
    "laminate maximise meet-with mention minimise monitor observe publicise pursue re-open re-send re-issue re-write "
    "rebuild recirculate reconsider redirect redo reiterate relay relaunch remedy renumber replant resolve resurface "
    "retest retrain revisit secure separate solve steer suspend transform translate unblock upload vet "
    "use validate verify view visit volunteer wait walk warn watch work write"
)
