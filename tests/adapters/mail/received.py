"""Mails as they come in, for tests."""

OURS = f"<{'0a' * 16}@club.example>"
"""The Message-ID of a mail of ours."""

POSTFIX = """\
Return-Path: <>
From: MAILER-DAEMON@mx.example.net (Mail Delivery System)
Subject: Undelivered Mail Returned to Sender
To: answers@club.example
Auto-Submitted: auto-replied
Message-Id: <20261126190000.1@mx.example.net>
MIME-Version: 1.0
Content-Type: multipart/report; report-type=delivery-status; boundary="B"

This is a MIME-encapsulated message.

--B
Content-Description: Notification
Content-Type: text/plain; charset=us-ascii

I'm sorry to have to inform you that your message could not be delivered.

--B
Content-Description: Delivery report
Content-Type: message/delivery-status

Reporting-MTA: dns; mx.example.net
X-Postfix-Queue-ID: 4ABC
Arrival-Date: Thu, 26 Nov 2026 19:00:00 +0000 (UTC)

Final-Recipient: rfc822; person0@example.org
Original-Recipient: rfc822;person0@example.org
Action: {action}
Status: {status}
Remote-MTA: dns; mail.example.org
Diagnostic-Code: smtp; 550 5.1.1 <person0@example.org>: Recipient
    address rejected: User unknown

--B
Content-Description: Undelivered Message Headers
Content-Type: text/rfc822-headers

From: "Job club (keywho)" <keywho@club.example>
Message-ID: {name}

--B--
"""

WHOLE_MAIL_BACK = """\
From: postmaster@big.example
To: answers@club.example
Subject: Delivery Status Notification (Failure)
Message-ID: <77@big.example>
MIME-Version: 1.0
Content-Type: multipart/report; boundary="O"; report-type=delivery-status

--O
Content-Type: multipart/related; boundary="R"

--R
Content-Type: multipart/alternative; boundary="A"

--A
Content-Type: text/plain

Address not found

--A
Content-Type: text/html

<p>Address not found</p>

--A--
--R--
--O
Content-Type: message/delivery-status

Reporting-MTA: dns; big.example

Final-Recipient: rfc822; person0@example.org
Action: failed
Status: 5.1.1

--O
Content-Type: message/rfc822

Message-ID: {name}
Subject: Ben asks you
Content-Type: text/calendar; method=REPLY

BEGIN:VCALENDAR
END:VCALENDAR

--O--
"""

ANSWER = """\
From: {sender}
To: {to}
Subject: Accepted: Talk
Message-ID: {name}
MIME-Version: 1.0
Content-Type: multipart/mixed; boundary="M"

--M
Content-Type: multipart/related; boundary="R"

--R
Content-Type: multipart/alternative; boundary="A"

--A
Content-Type: text/plain; charset=utf-8

Accepted

--A
Content-Type: text/calendar; charset=UTF-8; method={method}
Content-Transfer-Encoding: base64

{calendar}
--A--
--R--
--M
Content-Type: application/ics; name=invite.ics
Content-Transfer-Encoding: base64

{calendar}
--M--
"""
