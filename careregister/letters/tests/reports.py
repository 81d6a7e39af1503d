"""Delivery reports as mail servers write them. `THE_ID` stands for the letter's Message-ID."""

RFC = """\
Return-Path: <>
From: MAILER-DAEMON@mx.example.net (Mail Delivery System)
To: register@example.org
Subject: Undelivered Mail Returned to Sender
Auto-Submitted: auto-replied
MIME-Version: 1.0
Content-Type: multipart/report; report-type=delivery-status; boundary="B"

--B
Content-Type: text/plain; charset=us-ascii

I'm sorry to have to inform you that your message could not be delivered.
--B
Content-Type: message/delivery-status

Reporting-MTA: dns; mx.example.net
Arrival-Date: Sun, 22 Nov 2026 12:00:00 +0000

Final-Recipient: rfc822; ada@example.org
Original-Recipient: rfc822;ADA@example.org
Action: failed
Status: 5.1.1
Diagnostic-Code: smtp; 550 5.1.1 User unknown

--B
Content-Type: message/rfc822

From: Care Register <register@example.org>
To: ada@example.org
Subject: A new sign-in
Message-ID: THE_ID

Hello.
--B--
"""
HEADERS_ONLY = (
    RFC.replace("Content-Type: message/rfc822", "Content-Type: text/rfc822-headers")
    .replace("Original-Recipient: rfc822;ADA@example.org\n", "")
    .replace("Hello.\n", "")
)
MICROSOFT = RFC.replace("Message-ID: THE_ID", "Message-ID: <DB7PR@theirs.example>\nX-Register-Letter: BARE").replace(
    "5.1.1", "5.1.10"
)
DELAYED = RFC.replace("Action: failed", "Action: delayed").replace("Status: 5.1.1", "Status: 4.4.1")
GIVEN_UP = RFC.replace("Status: 5.1.1", "Status: 4.4.7")
DELIVERED = RFC.replace("Action: failed", "Action: delivered").replace("5.1.1", "2.0.0")
QMAIL = """\
Return-Path: <>
From: MAILER-DAEMON@mx.example.net
To: register@example.org
Subject: failure notice

Hi. This is the qmail-send program at mx.example.net.
I'm afraid I wasn't able to deliver your message to the following addresses.
This is a permanent error; I've given up. Sorry it didn't work out.

<ada@example.org>:
Sorry, no mailbox here by that name. (#5.1.1)

--- Below this line is a copy of the message.

Return-Path: <register@example.org>
Message-ID: THE_ID
Subject: A new sign-in

Hello.
"""
EXIM = """\
Return-path: <>
X-Failed-Recipients: ada@example.org
Auto-Submitted: auto-replied
From: Mail Delivery System <Mailer-Daemon@mx.example.net>
To: register@example.org
Subject: Mail delivery failed: returning message to sender

This message was created automatically by mail delivery software.
A message that you sent could not be delivered to one or more of its recipients. This is a permanent error.

  ada@example.org
    all relevant MX records point to non-existent hosts

------ This is a copy of the message, including all the headers. ------

Message-Id: THE_ID
Subject: A new sign-in
"""
EXIM_LATE = """\
Return-path: <>
Auto-Submitted: auto-replied
From: Mail Delivery System <Mailer-Daemon@mx.example.net>
Subject: Warning: message delayed 24 hours

A message that you sent has not yet been delivered. Delivery attempts will be retried.
Message-ID: THE_ID
"""
QMAIL_LATE = QMAIL.replace("#5.1.1", "#4.3.0").replace("permanent", "temporary")
ABSENT = """\
Return-Path: <>
From: Ada <ada@example.org>
Subject: Out of office
Auto-Submitted: auto-replied
In-Reply-To: THE_ID

I am away until Monday. My mail could not be delivered. 550
"""
FROM_A_PERSON = """\
Return-Path: <ada@example.org>
From: Ada <ada@example.org>
Subject: Re: A new sign-in
References: THE_ID

Message could not be delivered 5.1.1 (I say)
"""
