"""The page about privacy, made from the rules: docs/privacy.md."""

from collections.abc import Mapping

from keywho.server.store.retention.kept import Rules

HEAD = """\
# What is stored, why, and for how long

Made from the rules in `src/keywho/server/store/retention/` by `make docs`; a column without a rule fails a test, and so does a time that the daily job does not keep.

Everything stays on the machine that keywho runs on. No page asks another host for anything, and there are no trackers. Mail is sent only where the organizer has set a mail
server, and only to people who agreed to it and proved that the address is theirs; without a mail server no mail is sent, and everything is on the personal page all the same.
Whoever joins reads in one sentence what is kept, and agrees; the whole notice for the evening is one tap away (`/j/CODE/privacy`). On their phone they can read and change what
they wrote, take all of it with them as a file, and erase it.

- **Erase means erase**: profile, wishes, notes and answers by and about a person, and their reports, are deleted, with their card, what they chose to share, contacts, interviews, proposed
  times, office hours, busy times, outcomes, named key whos, feedback, mails to and about them (those that wait are not sent), and reminders of others that speak of them; words that
  an organizer said to them alone, too. Where organizers wrote the whole name, mail address or phone number of the person into something to everybody, or into what they did about a
  report, those words are taken out. Talks that were agreed on are cancelled, so that nobody waits for somebody who doesn't come.
  What the program remembers of texts in memory, to be faster, goes at once in the process that erases; where several run, in each other one when it next
  loads the evening, and in the worker within a day.
  The log and the programmes hold ids, which mean nobody without the profile. In an SQLite file the bytes are overwritten, its log of changes included;
  PostgreSQL overwrites freed space in its own time. What was printed, or arrived in somebody's mailbox, calendar or address book, stays there;
  and what others wrote for themselves alone about third people is theirs.
- **Erased stays erased**: the file `erased` in the home folder holds a keyed hash for each person who was erased, which means nobody. It is read at every start and by
  `keywho restore`: whoever comes back with a backup is erased again. Keep this file when you restore a database in another way. Copies that somebody made of the home folder or
  of a backup, and keeps elsewhere, are theirs to erase.
- **An evening's time**: profiles, and everything that hangs on them, are erased 90 days after the evening (each evening can say another number), by the worker, once a day;
  where no day was set, 90 days after the last thing that happened in it.
- **What others know**: those whom somebody meets see what they are called, what helps to recognize them, role, what they seek and give, and the company only if they
  share it; also the reason to meet, which is made of these, and of field, place, experience and kinds of help where somebody wrote them. For how many months somebody has
  been looking helps to find people in the same situation: no page but their own shows it, no reason tells it, and the organizers don't see it. Notes, answers, the pitch, hidden-from companies, contact and needs are shown to nobody else there.
  The organizers see the profile and reports, and never notes or answers. The wall shows what people are called, and places.
- **Contacts** are given after a mutual yes alone, and only the fields that each of the two chose, for everybody or for this one person. What was given can't be taken back
  from somebody's address book; what is changed later is shown as it then is.
- **Interviews**: the two who talk see purpose, times, place and what was answered; the three questions only where the one who asks shares them. Calendar invitations come from
  keywho's own address, one to each of the two, so that no mail address is told. Busy times from a calendar hold hours and nothing else, and are shown to nobody.
- **Reminders, outcomes and named key whos** are for their writer alone; of outcomes and feedback the organizers see sums of at least five, and words of feedback without a name.
- **Across evenings**: history follows a person only where they choose it, by a link of theirs or a verified mail address. Then it is kept who met whom, whether they want to meet
  again, and whether they are kept apart; nobody sees it, neither other people nor organizers, and the planner alone uses it. Ending it erases it.
- **The coach**: pitches, figures of rehearsals, questions and what somebody did of ladder and lessons are in a notebook of theirs, which no page but their own shows. A rehearsal that
  is recorded stays in the memory of the page and is never sent. Without an evening (`/coach`) the notebook lies in the browser; it comes along with a press to be worked on, and nothing of it is kept or logged.
  The link of a speaker opens the script of one evening and turns its slides; it tells nothing about anybody, and is good today and tomorrow.
- **A no is no answer**: nobody's page, stream or file tells whether somebody answered no about them, does not want to meet them again, or reported them.
- **A badge can be photographed**: the first phone that opens a page with it gets the whole page. Later ones get the card and what can be pressed, and nothing that was
  written before: no notes, answers, profile or file, and they can't erase. The phone before is signed off and told so, and the desk reads it in its log.
  At the desk the whole page is opened again.
- **Who comes from a list** takes their place by writing their name as the organizers did, with the mail address where it is known. Where it is not, somebody who knows
  the name can be faster, and would read what the list says about that person. The desk gives the place back with a new link.
- **A phone** keeps one cookie with the links of its pages, what it was told and has seen, and whether it wants sound. The desk keeps a session cookie and one for its forms.
- **The log of the program** holds no names and no links.
"""

OUTSIDE = (
    ("`secret_key`", "signs links and sign-ins", "as long as the installation"),
    ("`erased`", "keyed hashes of who was erased, so that no backup brings them back", "as long as the installation; it means nobody"),
    ("`jobs.sqlite3`, or Redis", "the queue of long jobs: numbers of orders, no names", "until the job is done"),
    ("sessions of the desk (table `django_session`)", "that an organizer is signed in", "two weeks after the last sign-in; the daily job erases them"),
    ("the log (stderr)", "what went wrong; no names, no links, no addresses", "as long as the system keeps what programs say"),
    (
        "a file of `keywho backup`",
        "a copy of the database, the secret and the list of erased",
        "yours to keep and to erase; restoring erases again who was erased since",
    ),
    ("cookie `keywho_pages` on a phone", "so that the phone finds its page again", "60 days; erasing takes the page out of it"),
)
"""What is kept outside the database's own records: what, why, for how long."""


def page_of(retention: Mapping[str, Rules]) -> str:
    """Give the page for these rules."""
    lines = [HEAD]
    for record, rules in retention.items():
        lines += [f"## {record}", "", "| column | why | kept |", "|---|---|---|"]
        lines += [f"| `{column}` | {rule.why} | {rule.kept.time.words} |" for column, rule in rules.items()]
        lines.append("")
    lines += ["## Outside these records", "", "| what | why | kept |", "|---|---|---|", *(f"| {what} | {why} | {kept} |" for what, why, kept in OUTSIDE), ""]
    return "\n".join(lines)
