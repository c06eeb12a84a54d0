"""Which systems stand in the table, each with the commands that make and measure it."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Headline:
    """The figure an image model is reported by, which systems state themselves.

    `published` is a reference of others, with its source; "" where there is none for this very data.
    """

    figure: str
    published: str = ""


@dataclass(frozen=True, slots=True)
class PrivacyLine:
    """A line of `medviewer privacy`, and the line it is held against."""

    title: str
    name: str
    rival: str
    published: str = ""


@dataclass(frozen=True, slots=True)
class SystemRow:
    """One line of the table.

    Attributes:
        row_id: also the name of its run's folder.
        model: what `train` and `evaluate` are given.
        folder: of the labelled set, below `shared/data/labelled`.
        options: what sets it apart from its sisters, as the command line takes it.
        is_shipped: whether its weights are; the others are trained first.
        headline: of image models only.
        has_published: whether the figure the card names beside it is of this very variant.
        subject: which of several that learn the row is about; "" for the best.
        privacy: where `medviewer privacy` makes the row; they share one run.
    """

    row_id: str
    model: str
    folder: str
    options: tuple[str, ...] = ()
    is_shipped: bool = False
    headline: Headline | None = None
    privacy: PrivacyLine | None = None
    subject: str = ""
    has_published: bool = True

    @property
    def training(self) -> tuple[str, ...]:
        """The command before data and output."""
        return ("train", self.model, *self.options)


def shipped(model: str, folder: str, figure: str, published: str = "") -> SystemRow:
    """An image model that is shipped."""
    return SystemRow(model, model, folder, (), True, Headline(figure, published))


def image_task(model: str, folder: str, figure: str, published: str = "") -> SystemRow:
    """An image model that is trained and not shipped."""
    return SystemRow(model, model, folder, headline=Headline(figure, published))


def survival(table: str) -> SystemRow:
    """One table of `survival`."""
    return SystemRow(f"survival_{table}", "survival", "tabular_survival", ("--table", table))


def variant(row_id: str, model: str, folder: str, *settings: str) -> SystemRow:
    """A system with settings of its recipe."""
    options = tuple(word for setting in settings for word in ("--option", setting))
    return SystemRow(row_id, model, folder, options)


CODIESP = "text_codiesp_icd10"


def coding(row_id: str, setting: str, *, has_published: bool = False) -> SystemRow:
    """The shipped coder on one language, or of categories."""
    return SystemRow(
        row_id,
        "icd10_coding",
        CODIESP,
        ("--option", setting),
        is_shipped=True,
        has_published=has_published,
    )


def made(row_id: str, folder: str, setting: str) -> SystemRow:
    """One set of the generators, for which nobody published a figure."""
    options = ("--option", f"set={setting}")
    return SystemRow(row_id, "gan", folder, options, has_published=False)


def private(row_id: str, line: PrivacyLine) -> SystemRow:
    """A line of the study of privacy."""
    return SystemRow(row_id, "privacy", "pneumoniamnist_28", privacy=line)


def fused(model: str, folder: str) -> SystemRow:
    """Image, values and text in one answer: the row is of the fusion, not of one part of it."""
    return SystemRow(model, model, folder, subject="gated fusion")


TABLES = (
    "lung",
    "veteran",
    "gbsg2",
    "gse7390",
    "whas500",
    "flchain",
    "actg320",
    "cgvhd",
    "larynx",
    "kidney",
    "stanford_heart",
    "heart_uci",
)
ROWS: tuple[SystemRow, ...] = (
    shipped(
        "chest_xray_pneumonia",
        "pneumoniamnist_28",
        "auc",
        "test split: ResNet-18 .944, Google AutoML .991 (MedMNIST v2)",
    ),
    shipped("chest_ct_nodules", "luna16_nodule_patches", "auc"),
    shipped("brain_mr_tumour", "brain_mri_t1ce_boxes", "auc"),
    shipped("image_kind", "", "auc"),
    image_task("cxr_lungs", "cxr_lung_masks", "dice"),
    image_task(
        "mr_flair_abnormality",
        "brain_mri_lgg_seg",
        "dice",
        "other ten patients: U-Net .91 (Buda)",
    ),
    image_task("mr_glioma_grade", "brain_mri_lgg_seg", "auc"),
    image_task(
        "ct_covid_slices",
        "ct_covid_slices",
        "auc",
        "test split: DenseNet-169 .94 (COVID-CT)",
    ),
    image_task("cxr_icu", "cxr_covid_multimodal", "auc"),
    image_task("cxr_severity", "cxr_covid_multimodal", "auc"),
    SystemRow("icd10_coding", "icd10_coding", CODIESP, is_shipped=True, has_published=False),
    coding("icd10_coding_es", "language=es", has_published=True),
    coding("icd10_coding_en", "language=en"),
    coding("icd10_coding_three", "codes=three"),
    variant("report_findings", "report_findings", "text_iu_cxr_reports"),
    variant("diagnosis_zh_icd10", "diagnosis_zh_icd10", "text_zh_chip_cdn_icd10"),
    variant("symptom_to_disease", "symptom_to_disease", "text_symptom2disease"),
    *(survival(table) for table in TABLES),
    variant("lgg_grade", "lgg_grade", "brain_mri_lgg_seg"),
    variant("lgg_death", "lgg_grade", "brain_mri_lgg_seg", "target=death01"),
    fused("cxr_icu_fusion", "cxr_covid_multimodal"),
    fused("lgg_fusion", "brain_mri_lgg_seg"),
    made("gan_mednist", "mednist64", "mednist"),
    made("gan_pneumonia", "pneumoniamnist_28", "pneumonia"),
    made("gan_nodules", "luna16_nodule_patches", "nodules"),
    made("gan_denoise", "luna16_nodule_patches", "denoise"),
    private(
        "privacy_epsilon_1",
        PrivacyLine("Private training, ε = 1", "private, epsilon 1", "not private"),
    ),
    private(
        "privacy_epsilon_8",
        PrivacyLine(
            "Private training, ε = 8",
            "private, epsilon 8",
            "not private",
            "DenseNet-121 at ε = 6: as without privacy (other radiographs)",
        ),
    ),
    private(
        "federated",
        PrivacyLine(
            "Federated training, 5 sites",
            "federated averaging",
            "central",
            "5 sites of pneumonia radiographs: .966, one site alone .644 (arXiv 2511.11714)",
        ),
    ),
)
