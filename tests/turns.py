"""Ten turns as real callers talk, used wherever a test needs the whole path."""

TURNS = [
    "whats this deductable thing, i thought i had insurance",
    "they want 40 bucks every time i walk in the door whats that about, i already pay every month",
    "pharmacy says they cant fill it til the insurance oks it and my doctor has to send something??",
    "i got this paper from the plan says its not a bill but theres a number at the bottom do i pay it",
    "i missed my water pill this morning should i just take two tonight i mean how does that work when you miss one",
    "my truck is broke down and i got no ride to my kidney doctor and im on medicaid",
    "sugar keeps going low and i get all shaky what am i supposed to eat",
    "they sent me home tuesday with a whole bag of papers and i dont know what to do first",
    "no me alcanza para la comida this month, my kids are eating just rice and the check dont come til the third",
    "the light company says they gonna shut us off and its getting cold",
]
