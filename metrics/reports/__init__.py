"""Reports that agencies send to their clients and to themselves: scheduled, built, rendered, sent, kept.

A report's numbers come from `metrics.portfolio`, once, into a document of plain JSON; the letter, the page, the PDF and the CSV show
that document and ask nothing else, so they cannot differ.

rules      what an agency wants sent: create, update, remove, write_commentary, of_agency, find
history    what was sent: editions, send_now, resend, link_of, revoke_link
preview    what would be sent: document, letter, health
schedule   what is due, exactly once
links      what the reader of a letter may open, and for how long
"""
