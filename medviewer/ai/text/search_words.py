"""Words as the search of codes compares them: folded, without endings, with what some stand for.

A word and its kin share a `skeleton`: Greek and Latin terms are spelt alike in English and Spanish once
"ph", "th", "y" and doubled letters are levelled ("neumonía" / "pneumonia", "hipertrofia" / "hypertrophy").
"""

import re
import unicodedata

LONGEST_WORD = 40

_WORD = re.compile(r"[^\W_]+")
_LEVELLED = (
    ("ph", "f"), ("th", "t"), ("ch", "c"), ("rh", "r"), ("qu", "c"), ("k", "c"), ("y", "i"), ("ae", "e"),
    ("oe", "e"), ("pn", "n"), ("ps", "s"), ("x", "s"), ("z", "c"), ("h", ""),
)  # fmt: skip
_DOUBLED = re.compile(r"(.)\1+")
_LAST_VOWELS = re.compile(r"[aeiou]+s?$")

# What says nothing of the disease: a title's word weighs little, a query's hardly more.
FILLERS = frozenset(
    word
    for line in (
        "unspecified other specified not elsewhere classified nos nec and or of the in with without due to",
        "for by on at as from type part site initial subsequent sequela encounter organism a an",
        "de la el los las del con sin por en y un una",
    )
    for word in line.split()
)

STANDS_FOR = {
    "mi": "myocardial infarction",
    "ami": "acute myocardial infarction",
    "stemi": "st elevation myocardial infarction",
    "nstemi": "non st elevation myocardial infarction",
    "chf": "congestive heart failure",
    "hf": "heart failure",
    "cad": "coronary artery disease atherosclerotic heart disease",
    "af": "atrial fibrillation",
    "afib": "atrial fibrillation",
    "htn": "hypertension",
    "ht": "hypertension",
    "hta": "hypertension",
    "pe": "pulmonary embolism",
    "tep": "pulmonary embolism",
    "dvt": "deep vein thrombosis embolism",
    "tvp": "deep vein thrombosis embolism",
    "copd": "chronic obstructive pulmonary disease",
    "epoc": "chronic obstructive pulmonary disease",
    "ards": "acute respiratory distress syndrome",
    "tb": "tuberculosis",
    "tbc": "tuberculosis",
    "ptx": "pneumothorax",
    "uti": "urinary tract infection",
    "itu": "urinary tract infection",
    "aki": "acute kidney failure",
    "ckd": "chronic kidney disease",
    "irc": "chronic kidney disease",
    "esrd": "end stage renal disease",
    "bph": "benign prostatic hyperplasia",
    "hbp": "benign prostatic hyperplasia",
    "dm": "diabetes mellitus",
    "t1dm": "type 1 diabetes mellitus",
    "t2dm": "type 2 diabetes mellitus",
    "gerd": "gastro esophageal reflux disease",
    "erge": "gastro esophageal reflux disease",
    "ibd": "inflammatory bowel disease crohn ulcerative colitis",
    "sbo": "intestinal obstruction",
    "hcc": "hepatocellular carcinoma liver cell",
    "cva": "cerebral infarction",
    "acv": "cerebral infarction",
    "tia": "transient cerebral ischemic attack",
    "sah": "subarachnoid hemorrhage",
    "sdh": "subdural hemorrhage",
    "ich": "intracerebral hemorrhage",
    "tbi": "traumatic brain injury intracranial",
    "ms": "multiple sclerosis",
    "ra": "rheumatoid arthritis",
    "oa": "osteoarthritis",
    "sle": "systemic lupus erythematosus",
    "hiv": "human immunodeficiency virus",
    "vih": "human immunodeficiency virus",
    "nsclc": "malignant neoplasm bronchus lung",
    "aaa": "abdominal aortic aneurysm",
    "pad": "peripheral vascular disease",
    "fx": "fracture",
    "ca": "malignant neoplasm",
    "mets": "secondary malignant neoplasm",
    "sob": "shortness of breath",
    "cxr": "chest radiograph",
    "cancer": "malignant neoplasm",
    "tumor": "neoplasm",
    "stroke": "cerebral infarction",
    "heart": "cardiac",
    "kidney": "renal",
    "renal": "kidney",
    "hepatic": "liver",
    "hepatico": "liver hepatic",
    "liver": "hepatic",
    "lung": "pulmonary",
    "pulmonary": "lung",
    "gastric": "stomach",
    "brain": "cerebral intracranial",
    "hiatal": "diaphragmatic",
    "hiatus": "diaphragmatic",
    "collapse": "atelectasis",
    "bleeding": "hemorrhage",
    "rib": "ribs",
    "gallstone": "cholelithiasis calculus gallbladder",
    "gallstones": "cholelithiasis calculus gallbladder",
    "haemorrhage": "hemorrhage",
    "oedema": "edema",
}  # fmt: skip


def words_of(text: str) -> list[str]:
    """Words in lower case, without accents and without a plural's ending."""
    return [_stem(word) for word in raw_words_of(text)]


def raw_words_of(text: str) -> list[str]:
    """Words in lower case, without accents."""
    if text.isascii():
        return [word[:LONGEST_WORD] for word in _WORD.findall(text.lower())]
    parted = unicodedata.normalize("NFKD", text.lower())
    plain = "".join(sign for sign in parted if not unicodedata.combining(sign))
    return [word[:LONGEST_WORD] for word in _WORD.findall(plain)]


def skeleton(word: str) -> str:
    """What is left of a folded word once spelling is levelled and its last vowels are gone."""
    for written, level in _LEVELLED:
        word = word.replace(written, level)
    return _LAST_VOWELS.sub("", _DOUBLED.sub(r"\1", word)) or word


def trigrams(word: str) -> set[str]:
    """Its runs of three characters, with its ends marked."""
    framed = f"^{word}$"
    return {framed[place : place + 3] for place in range(len(framed) - 2)}


def _stem(word: str) -> str:
    if len(word) > 4 and word.endswith("ies"):
        return word[:-3] + "y"
    if len(word) > 3 and word.endswith("s") and not word.endswith(("ss", "us", "is")):
        return word[:-1]
    return word
