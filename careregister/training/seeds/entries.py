"""What invented people write about what they learnt, as care workers might: (what, what changed, minutes, with, topic)."""

Entry = tuple[str, str, int, str, str]

ENTRIES: tuple[Entry, ...] = (
    (
        "Supervision: how I speak with families when somebody gets worse. We went through a call I had in the night.",
        "I ring before the family has to ask, and I write down what I said.",
        60, "supervisor", "",
    ),
    (
        "E-learning about sepsis: the signs in older people, and when to ring 999 rather than 111.",
        "I take the temperature and count the breaths before I ring, so that I can say them.",
        45, "alone", "",
    ),
    (
        "Watched a physiotherapist help a lady out of bed after a new hip, and did it with her twice.",
        "I let people lead with their good side and count with them, not for them.",
        30, "peer", "",
    ),
    (
        "Team meeting about medicines: three near misses with blister packs, and what we do when a pack looks wrong.",
        "I read the label aloud with the person before anything leaves the pack.",
        90, "group", "",
    ),
    ("Read the new guidance about thickened drinks.", "", 20, "alone", ""),
    (
        "Dementia friends session at the library. We talked about rooms that frighten: mirrors, dark mats, noise.",
        "I moved the black doormat in the hall. He walks over it now.",
        120, "group", "",
    ),
    (
        "A colleague showed me how she talks with somebody who cannot speak: pictures, time, looking.",
        "I wait longer. I count to ten before I ask again.",
        40, "peer", "",
    ),
    ("A film about loneliness and what ten minutes of talk can do.", "", 35, "alone", ""),
    (
        "I made a mistake with a visit time and thought it through afterwards with my supervisor.",
        "I set an alarm for every call, and ring if I will be more than ten minutes late.",
        45, "supervisor", "",
    ),
    (
        "Training evening about falls: why people fall in the bathroom, and what to do in the first minute.",
        "I do not lift straight away. I look, I talk, I ring.",
        150, "group", "",
    ),
    ("Podcast about end of life care at home.", "I ask what matters tomorrow, and not only what hurts today.", 50, "alone", ""),
    (
        "Went with the district nurse: how she looks at skin, and what she wants to hear from me.",
        "I take a photo only if the person says yes, and I say where and how big in words.",
        60, "peer", "",
    ),
)  # fmt: skip

COURSES = ("moving_and_assisting", "safeguarding_adults", "infection_prevention_and_control", "basic_life_support")
PROVIDERS = ("Kindly Care Training", "Northgate Skills", "County Learning Hub", "Bright Path Training")
PLANS = (
    ("Ask the speech therapist about safe swallowing", 25),
    ("Refresher in moving and assisting", 60),
    ("Read about Parkinson’s and medicines on time", None),
)
