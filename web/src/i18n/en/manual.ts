import type { Manual } from '@/features/help/manual';

const manual: Manual = {
  tasks: [
    {
      id: 'sign-in', title: 'Signing in and passwords', roles: [], pages: ['sign-in', 'workbench'],
      about: 'The system administrator makes the account. Its first secret signs in once, within 24 hours.',
      steps: [
        'Enter login and first secret on the sign-in page, then set a password of your own (15 characters or more; a sentence will do).',
        'From then on sign in with that password. Five failures lock the account for 15 minutes.',
        'After 30 idle minutes you are signed out; what you typed stays and is there after signing in again.',
      ],
    },
    {
      id: 'workbench', title: 'Reading the workbench', roles: [], pages: ['workbench'],
      about: 'It says what can be done today, until when, and what awaits you.',
      steps: [
        "The line marks today's stage; the countdown follows the server's clock, not this computer's.",
        'A card (to do, due soon, overdue, returned) opens its list.',
        'Announcements are the office\'s; their titles open them.',
      ],
    },
    {
      id: 'apply', title: 'Declaring', roles: ['institution-clerk'], pages: ['apply', 'apply-draft'],
      about: 'The order: fill in → checks → look over → print, sign and seal → upload the scan → submit → receipt.',
      steps: [
        'Choose new, increase or decrease on the workbench. Whole blocks can be pasted from Excel; certificates are found by characters, pinyin or initials.',
        'Red notes name the clause and what to do; all must be mended before submission. Everything is saved as you type.',
        'Print the form, have it signed and sealed, and upload it as a PDF (or photos). After a change, print it again.',
        'Print the receipt. What counts is when the server received it.',
      ],
    },
    {
      id: 'annex', title: 'Filling in an annex in Excel', roles: ['institution-clerk'], pages: ['apply', 'apply-draft', 'applications'],
      about: 'Whoever would rather fill in the annex in Excel or WPS downloads its template and imports it as a draft.',
      steps: [
        'Import annex gives the template of each kind: certificates, levels and reasons are chosen from lists, all other cells are locked.',
        'Choose the filled file. Full-width digits, merged names and stray blanks are understood.',
        'What is not understood is told by its cell; the rest is in the draft. Put it right there.',
        'An import submits nothing: the draft is checked, printed, signed and submitted as any other.',
      ],
    },
    {
      id: 'withdraw', title: 'Withdrawing, correcting, submitting again', roles: ['institution-clerk'], pages: ['application', 'applications', 'apply-draft'],
      about: 'A submitted application can be withdrawn until the final decision; a returned one is corrected and submitted again.',
      steps: [
        'Open it under Applications, choose Withdraw and write why. That ends it.',
        'Correct a returned one as the reviewer asks; print, seal, upload and submit it again.',
        'A button that cannot be used says why, and when it can.',
      ],
    },
    {
      id: 'applications', title: 'Finding applications, comparing revisions', roles: [], pages: ['applications', 'application'],
      about: 'The list shows what the filters say; they stand in the address, which can be kept or sent on.',
      steps: [
        'Filter by year, round, kind, status or institution; the number opens the application.',
        'The timeline says who did what, when, and on which clause.',
        'Comparing revisions marks the lines that changed between two submissions.',
      ],
    },
    {
      id: 'review', title: 'Reviewing', roles: ['bureau-reviewer', 'department-reviewer'], pages: ['reviews', 'review'],
      about: 'Scan and data stand side by side. Nobody but the institution changes a number.',
      steps: [
        'Open the one that is due first and tick line by line against the scan.',
        'The lights of the automatic reading only point; you decide.',
        'Pass, return or reject; a return or rejection needs a reason. Single lines can be excepted.',
        'Several of a kind can be decided together: first a preview, then a result for each.',
      ],
    },
    {
      id: 'plans', title: 'Plans and their ledger', roles: ['institution-clerk', 'bureau-reviewer', 'department-reviewer', 'office', 'auditor'], pages: ['plans'],
      about: 'Every figure is a sum of ledger entries; click it to see them.',
      steps: ['Choose a day to see the figures as of then.', '"Live" is what counts this year; "left" is what is still to be examined of it.', 'Export gives what the filter shows.'],
    },
    {
      id: 'work-plan', title: 'Work plan, files of a round, archive', roles: ['institution-clerk', 'bureau-reviewer', 'department-reviewer', 'office', 'auditor'], pages: ['assessments', 'progress'],
      about: 'After a round an institution plans training and assessments; bureaus and the province take the files and archive them.',
      steps: [
        'Enter training, day, place, persons and expected rate under Schedules, then print the work plan or export it; persons not planned yet stand by themselves.',
        'Progress of a round gives the files as ZIP: cover, list, forms and scans, with the digests of every file.',
        'The office puts a round into one file with Archive; kaoji archive verify checks it later without a server.',
      ],
    },
    {
      id: 'exit', title: 'Forced exit', roles: ['department-reviewer', 'office', 'institution-clerk', 'bureau-reviewer'], pages: ['exit'],
      about: 'A plan declared a year ago of which nobody was ever examined exits whole, in the November window.',
      steps: ['A preview is possible at any time; 90, 60, 30 and 7 days before, the institutions concerned are reminded (the policy says the days).', 'The office can hold single plans back, with a reason.', 'The department runs it within the window; repeating it changes nothing. Letters can be printed one by one or downloaded together (ZIP).', 'The department takes a mistaken exit back, with a reason; the institution is told at once. Applications that it voided stay void.'],
    },
    {
      id: 'rates', title: 'Indicators', roles: ['institution-clerk', 'bureau-reviewer', 'department-reviewer', 'office', 'auditor'], pages: ['rates'],
      about: 'Adjustment, completion and exit, with numerator and denominator in words, down to the entries.',
      steps: ['Choose year and ranking; a row opens the next level.', 'A group\'s rate is the rate of its sums, not a mean.', 'The ranking also goes by certificate and organisation; a row narrows the whole page to it.', 'The year report comes as PDF or XLSX. What is to be cited is frozen by the department or the office, and stays as it is.'],
    },
    {
      id: 'office-institutions', title: 'Institutions: registering, adding, renaming', roles: ['office'], pages: ['office'],
      about: 'Institutions are known by their codes; a former name stays on record.',
      steps: [
        'Registrations: confirm one, or several that are ticked. They can declare from then on.',
        'Institutions: add one, or open its details to change name, kind or bureau. "Check" shows the change before it is made.',
        'Kind and bureau stay while an application awaits; the code stays once plans or applications rest on it.',
      ],
    },
    {
      id: 'office-certificates', title: 'Certificates: adding, more levels, closing', roles: ['office'], pages: ['office'],
      about: 'A closing first says what it touches: applications that await, plans that live.',
      steps: ['Add a certificate with name, organisation and levels; look over the pinyin.', 'Close a level from a day on: no new plans and increases, decreases stay possible.', 'Reopen it at any time.'],
    },
    {
      id: 'office-grants', title: 'Admissions, extensions, waivers, the platform', roles: ['office'], pages: ['office'],
      about: 'Everything is on record; extensions and waivers need a reason.',
      steps: ['Admission: recorded when the institution has called; one increase uses it up.', 'Extension: choose the stage and for whom (one institution, one bureau, all).', 'Waiver: one decrease of this round may pass the cap.', 'While the platform is closed no increase is taken.'],
    },
    {
      id: 'office-notices', title: 'Announcements and contacts', roles: ['office'], pages: ['office'],
      about: 'Announcements are on everybody\'s workbench, contacts on the page Help.',
      steps: ['Write title and text in Chinese, English if you like, with first and last day.', 'Tick to show it on the sign-in page too.', 'Contacts name posts, not persons.'],
    },
    {
      id: 'accounts', title: 'Accounts and roles', roles: ['system-administrator', 'security-administrator', 'auditor'], pages: ['office', 'workbench'],
      about: 'Three administrators: system makes and disables accounts, security changes roles, audit only looks. They never share an account and decide no applications, and nobody administers their own account; one system and one security administrator are always left.',
      steps: [
        'System, new account: choose role and place, and hand the first secret over in a safe way. It is shown once.',
        'System, forgotten password: give a new first secret; the old password is void at once, the codes stay.',
        'System, somebody leaves: disable the account, which signs it out.',
        'Security, somebody moves: change role and place, which takes effect at once; a locked account is unlocked here.',
        'Security, a telephone is lost: take the second factor away; its holder sets a new one up. The password stays.',
        'Audit sees each of these steps on the page Audit, and changes nothing.',
      ],
    },
    {
      id: 'audit', title: 'Audit', roles: ['auditor'], pages: ['audit'],
      about: 'Every act and every denial is a row, chained with SM3.',
      steps: ['Search by person, act, object, time.', 'Verifying walks the chain and names the first row that does not fit.', 'Keep its head and count elsewhere from time to time.'],
    },
    {
      id: 'policy', title: 'Policy and calendar', roles: [], pages: ['policy'],
      about: 'Rounds, days of each stage, the cap and the clauses they rest on.',
      steps: ['Choose a year for its calendar.', 'The words are the notice\'s; every refusal names its clause.'],
    },
  ],
  questions: [
    { id: 'window', ask: 'Why can\'t I submit now?', answer: 'New plans and decreases are taken within the submit window only (11 to 20 March and September). The button says when it opens next; ask the office for an extension if it cannot wait.' },
    { id: 'clock', ask: 'This computer\'s clock is wrong. Does it matter?', answer: 'No. What counts is when the server received the request; the countdown follows the server too.' },
    { id: 'cap', ask: 'How much can be cut?', answer: 'All decreases of a round, approved or awaiting, together at most 30 % of the live total. The arithmetic is shown while you declare; the office can waive it.' },
    { id: 'use-increase', ask: 'Why does it ask for an increase?', answer: 'There is a plan of this year for that certificate and level; more persons are an increase, not a new plan.' },
    { id: 'admission', ask: 'Why contact the office before an increase?', answer: 'The notice asks for it. The office records the admission, and one increase uses it up.' },
    { id: 'stale', ask: 'Why is the scan not the form as it stands?', answer: 'Something was changed after printing. Print, seal and upload the form again.' },
    { id: 'reading', ask: 'The scan was read wrongly. What now?', answer: 'The reading only points the reviewer; it does not keep you from submitting. Scan it again if it is blurred.' },
    { id: 'returned', ask: 'Returned or rejected: what is the difference?', answer: 'A returned one may come again in time; a rejection is final.' },
    { id: 'session', ask: 'I was signed out in the middle.', answer: 'What you typed is kept on this computer and is there after signing in again.' },
    { id: 'password', ask: 'I forgot my password.', answer: 'Ask the system administrator for a new first secret. There is no other way.' },
    { id: 'name', ask: 'Our institution has a new name.', answer: 'Ask the office to change it; the former name stays on record and past applications as they were.' },
  ],
};
export default manual;
