"""What customers of invented companies write about: topics with their shares, difficulty and short subjects."""

from typing import NamedTuple


class Topic(NamedTuple):
    """One topic of an account.

    `ease` scales the chance that an AI resolves it (1 is ordinary), `effort` scales waits and exchanges,
    `gravity` above 1 makes urgent priorities likelier, `later` multiplies the share by the end of the year,
    `team` is the position of the team that answers it.
    """

    key: str
    share: float
    ease: float = 1.0
    effort: float = 1.0
    gravity: float = 1.0
    later: float = 1.0
    team: int = 0
    subjects: tuple[str, ...] = ()

    @property
    def name(self) -> str:
        return self.key.replace("-", " ").capitalize()


SHOP = (
    Topic("where-is-my-order", 22, 1.35, 0.6, 1.0, 1.15, 0, ("Where is my parcel?", "Tracking has not moved", "Still nothing at the door")),
    Topic("returns", 13, 1.15, 0.8, 0.9, 1.2, 1, ("How do I send this back?", "Return label please", "Wrong size, return")),
    Topic("refund-status", 9, 1.0, 0.9, 1.2, 1.2, 1, ("Refund not here yet", "When do I get my money?", "Refund is short")),
    Topic("damaged-item", 7, 0.5, 1.4, 1.4, 1.0, 1, ("Arrived broken", "Box crushed in transit", "Scratched on arrival")),
    Topic("wrong-item", 5, 0.6, 1.2, 1.3, 1.0, 1, ("Not what I ordered", "Colour is wrong", "Somebody else's order")),
    Topic("change-order", 6, 0.9, 0.7, 1.6, 1.0, 0, ("Change the address", "Add one more to my order", "Cancel before it ships")),
    Topic("payment-failed", 5, 0.8, 1.0, 1.6, 1.0, 2, ("Card was declined", "Paid twice", "Payment page is stuck")),
    Topic("voucher-codes", 5, 1.3, 0.5, 0.7, 1.6, 2, ("Code does not work", "Can I combine two codes?", "Voucher expired early")),
    Topic("product-question", 9, 1.2, 0.7, 0.6, 1.0, 0, ("Does it fit?", "Which material is it?", "Is it back soon?")),
    Topic("delivery-times", 6, 1.3, 0.5, 0.8, 1.3, 0, ("Will it come before Friday?", "Do you ship abroad?", "Evening delivery?")),
    Topic("warranty", 4, 0.5, 1.8, 1.0, 1.0, 1, ("Handle came off", "Stopped working", "Spare part wanted")),
    Topic("invoice-copy", 3, 1.4, 0.4, 0.6, 1.0, 2, ("Invoice please", "VAT number on the bill", "Second copy of the bill")),
    Topic("account-access", 3, 1.2, 0.6, 1.2, 1.0, 0, ("Cannot log in", "Reset mail never came", "Change my e-mail")),
    Topic("gift-wrapping", 2, 1.3, 0.5, 0.7, 1.8, 0, ("Gift note", "Can you wrap it?", "Send without the bill")),
    Topic("complaint", 3, 0.15, 2.2, 1.8, 1.0, 1, ("Not acceptable", "Third time I write", "I want to complain")),
    Topic("trade-enquiry", 1, 0.4, 1.5, 0.6, 1.0, 2, ("Bulk order", "Become a reseller?", "Price list for shops")),
)

TELECOM = (
    Topic("no-signal", 15, 0.6, 1.4, 1.9, 1.1, 1, ("No signal since morning", "Dead zone at home", "Calls drop")),
    Topic("slow-data", 11, 0.7, 1.3, 1.1, 1.2, 1, ("Pages crawl", "Slow since the change", "Data stops at night")),
    Topic("bill-too-high", 14, 0.8, 1.1, 1.0, 1.2, 2, ("Bill doubled", "What is this charge?", "Roaming on my bill")),
    Topic("change-plan", 9, 1.2, 0.7, 0.7, 1.0, 0, ("Bigger plan", "Switch to prepaid", "Family plan?")),
    Topic("cancel-contract", 7, 0.4, 1.2, 0.9, 1.6, 2, ("Cancel please", "When does it end?", "Keep my number and go")),
    Topic("sim-activation", 8, 1.2, 0.8, 1.4, 1.0, 0, ("SIM not active", "eSIM code missing", "Swap my SIM")),
    Topic("number-porting", 6, 0.6, 1.6, 1.2, 1.0, 0, ("Number not moved", "Port failed twice", "Old number wanted")),
    Topic("roaming", 5, 1.2, 0.7, 1.3, 1.0, 0, ("No data abroad", "What does it cost there?", "Turn roaming off")),
    Topic("lost-phone", 3, 0.7, 0.8, 2.5, 1.0, 0, ("Phone lost, block it", "Stolen on the train", "Lock my SIM")),
    Topic("router-fault", 8, 0.7, 1.5, 1.5, 1.1, 1, ("Red light on router", "Router restarts", "No internet at all")),
    Topic("technician-visit", 5, 0.5, 1.9, 1.3, 1.3, 1, ("Nobody came", "Move the visit", "When is the technician here?")),
    Topic("payment-plan", 3, 0.6, 1.0, 0.9, 1.0, 2, ("Pay in parts", "Payment did not arrive", "Change my bank")),
    Topic("voicemail", 2, 1.4, 0.5, 0.5, 1.0, 0, ("Voicemail off", "PIN of voicemail", "Greeting lost")),
    Topic("complaint", 4, 0.1, 2.0, 1.7, 1.8, 2, ("Fourth message", "Waiting for two weeks", "I want a manager")),
)

SAAS = (
    Topic("bug-report", 16, 0.4, 1.7, 1.4, 1.0, 1, ("Export hangs", "Filter shows too much", "Page stays white")),
    Topic("integration-setup", 12, 0.7, 1.5, 1.0, 1.1, 1, ("Webhook never fires", "Sync stuck", "Connect a second source")),
    Topic("api-question", 9, 0.9, 1.2, 0.8, 1.3, 1, ("Rate limit?", "Paging of the list call", "401 with a good key")),
    Topic("single-sign-on", 6, 0.5, 1.6, 1.5, 1.0, 1, ("SSO loop", "New certificate", "Users not provisioned")),
    Topic("permissions", 8, 1.1, 0.8, 0.9, 1.0, 0, ("Give a colleague access", "Role too wide", "Cannot see the board")),
    Topic("billing", 9, 1.0, 0.8, 0.8, 1.0, 0, ("Seats on the bill", "Purchase order number", "Change the card")),
    Topic("how-to", 15, 1.4, 0.6, 0.5, 1.0, 0, ("How do I group these?", "Can I copy a board?", "Archive or delete?")),
    Topic("data-import", 7, 0.7, 1.4, 1.0, 1.0, 1, ("Rows missing after import", "Dates are off by a day", "CSV refused")),
    Topic("performance", 6, 0.3, 1.9, 1.7, 1.2, 1, ("Slow since Monday", "Report times out", "Board takes a minute")),
    Topic("outage", 2, 0.5, 1.2, 3.5, 1.0, 1, ("Nothing loads", "All users out", "Is there an incident?")),
    Topic("feature-request", 5, 0.8, 0.9, 0.3, 1.0, 0, ("Dark exports", "Keyboard moves", "Two approvers")),
    Topic("security-review", 2, 0.2, 2.4, 0.9, 1.4, 1, ("Questionnaire attached", "Where is data kept?", "Pen test report")),
    Topic("cancellation", 2, 0.3, 1.3, 0.9, 1.0, 0, ("End our plan", "Export before we go", "Downgrade")),
    Topic("onboarding", 4, 0.9, 1.0, 0.8, 0.8, 0, ("First steps", "Book a training", "Move from a spreadsheet")),
)

MEALS = (
    Topic("late-delivery", 18, 1.0, 0.7, 1.7, 1.0, 0, ("Box not here", "Dinner is late", "Driver cannot find me")),
    Topic("missing-ingredient", 14, 1.1, 0.6, 1.2, 1.0, 0, ("No rice in the box", "One bag missing", "Sauce not there")),
    Topic("skip-a-week", 15, 1.5, 0.4, 0.6, 1.0, 0, ("Skip next week", "Pause in August", "Too late to skip?")),
    Topic("change-menu", 9, 1.4, 0.5, 0.6, 1.0, 0, ("Swap a meal", "Less spicy please", "Only two meals")),
    Topic("quality-complaint", 8, 0.4, 1.4, 1.4, 1.0, 1, ("Salad was brown", "Fish smelled", "Not fresh")),
    Topic("refund-request", 8, 0.8, 0.9, 1.1, 1.1, 1, ("Credit for last box", "Charged twice", "Money back")),
    Topic("allergies", 4, 0.5, 1.2, 2.4, 1.0, 1, ("Are there nuts inside?", "Gluten question", "Label unclear")),
    Topic("change-address", 7, 1.3, 0.5, 1.3, 1.0, 0, ("I moved", "Send to the office", "Address typo")),
    Topic("cancel-subscription", 6, 0.7, 0.8, 0.8, 0.8, 1, ("Stop my boxes", "Cancel today", "Not for me")),
    Topic("voucher-codes", 5, 1.3, 0.5, 0.6, 1.4, 0, ("Friend code", "Code rejected", "Gift box code")),
    Topic("app-trouble", 4, 0.9, 0.9, 1.0, 1.0, 1, ("App logs me out", "Cannot rate a meal", "Menu is empty")),
    Topic("recipe-question", 5, 1.4, 0.4, 0.5, 1.0, 0, ("Oven or pan?", "Can I freeze it?", "Recipe card lost")),
)

BOOKS = (
    Topic("where-is-my-order", 20, 1.2, 0.6, 1.0, 1.0, 0, ("Where is my book?", "Parcel at a neighbour?", "Tracking link")),
    Topic("pre-orders", 11, 1.2, 0.6, 0.7, 1.2, 0, ("When is it out?", "Pre-order still on?", "Signed copy?")),
    Topic("recommendations", 9, 1.2, 0.7, 0.4, 1.0, 0, ("For a ten-year-old", "Something like it", "A quiet read")),
    Topic("returns", 11, 1.1, 0.8, 0.9, 1.0, 0, ("Bought it twice", "Return by post", "Gift return")),
    Topic("damaged-item", 7, 0.5, 1.1, 1.3, 1.0, 0, ("Bent corner", "Pages stuck", "Cover torn")),
    Topic("e-books", 9, 1.0, 1.0, 1.0, 1.3, 1, ("Cannot open the file", "Reader not listed", "Download gone")),
    Topic("audio-books", 6, 1.0, 1.0, 1.0, 1.5, 1, ("Stops at chapter 4", "Lost my place", "Too quiet")),
    Topic("gift-cards", 7, 1.3, 0.5, 0.8, 1.1, 0, ("Card balance", "Code scratched off", "Card by mail")),
    Topic("invoice-copy", 5, 1.4, 0.4, 0.6, 1.0, 0, ("Bill for the school", "Invoice please", "VAT on the bill")),
    Topic("school-orders", 5, 0.5, 1.3, 0.9, 1.0, 1, ("Thirty copies", "Class set", "Delivery to school")),
    Topic("account-access", 5, 1.2, 0.6, 1.2, 1.0, 1, ("Log-in", "New password", "Old address")),
    Topic("events", 5, 1.2, 0.5, 0.8, 1.0, 0, ("Tickets for a reading", "Is it sold out?", "Seats together")),
)

TRAVEL = (
    Topic("change-booking", 16, 0.7, 1.2, 1.4, 1.0, 0, ("One day later", "Other passenger name", "Move the return")),
    Topic("cancel-booking", 12, 0.7, 1.1, 1.2, 1.0, 0, ("Cancel and refund", "Cannot travel", "Partial cancel")),
    Topic("refund-status", 13, 0.9, 1.1, 1.1, 1.2, 1, ("Refund after six weeks", "Only half came", "Which card?")),
    Topic("missed-connection", 6, 0.2, 1.6, 3.2, 1.0, 0, ("Stuck at the station", "Next train?", "Hotel tonight?")),
    Topic("payment-failed", 7, 0.8, 0.9, 1.8, 1.0, 1, ("Charged, no ticket", "Bank refused", "Paid twice")),
    Topic("luggage", 7, 0.7, 1.3, 1.4, 1.0, 2, ("Bag did not come", "How heavy?", "Bike on board?")),
    Topic("visa-and-papers", 6, 0.7, 1.0, 1.0, 1.0, 2, ("Which papers?", "Name in passport", "Transit without visa")),
    Topic("seat-request", 6, 1.3, 0.5, 0.8, 1.0, 2, ("Window seat", "Sit together", "Quiet coach")),
    Topic("hotel-issue", 8, 0.3, 1.7, 2.0, 1.0, 0, ("Room not booked", "No hot water", "Hotel is closed")),
    Topic("loyalty-points", 6, 1.2, 0.8, 0.5, 1.3, 1, ("Points missing", "Use my points", "Level not shown")),
    Topic("group-travel", 4, 0.3, 1.9, 0.7, 1.0, 0, ("Twelve people", "Group fare", "Shared bill")),
    Topic("travel-documents", 6, 1.2, 0.5, 1.3, 1.0, 2, ("Ticket not in mail", "PDF will not open", "Print or phone?")),
    Topic("complaint", 3, 0.1, 2.1, 1.5, 1.0, 1, ("Holiday ruined", "No answer since May", "I want a manager")),
)
