"""The words by which a text denies, doubts or dates what it names, in English, Spanish and Chinese.

After Chapman's NegEx (J Biomed Inform 2001;34:301) and ConText (2009;42:839): cues before and after what they
speak of, phrases that only look like one, and words that end a cue's reach. Own lists.
"""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Cues:
    """Of one language; phrases in lower case, "_" in place of a space.

    Attributes:
        before, after: phrases that deny what follows them, or what stands before them.
        doubt_before, doubt_after: that leave it open.
        past_before, past_after: that say it was so once.
        not_cues: look like a cue and are none.
        ends: words that end the reach of a cue.
        clause: a regular expression where a new statement begins within a sentence.
        is_spaced: whether words are set apart by spaces.
    """

    before: frozenset[str]
    after: frozenset[str]
    doubt_before: frozenset[str]
    doubt_after: frozenset[str]
    past_before: frozenset[str]
    past_after: frozenset[str]
    not_cues: frozenset[str]
    ends: frozenset[str]
    clause: str
    is_spaced: bool = True


def _phrases(text: str) -> frozenset[str]:
    return frozenset(phrase.replace("_", " ") for phrase in text.split())


ENGLISH_CUES = Cues(
    before=_phrases(
        """no not without absence_of absent denies denied deny denying free_of negative_for never neither nor
        no_evidence_of no_sign_of no_signs_of no_suggestion_of no_findings_of fails_to_reveal non
        failed_to_reveal rules_out ruled_out excludes lack_of lacks lacking resolution_of clear_of
        rather_than instead_of none with_no declines unremarkable_for isn't aren't wasn't doesn't didn't"""
    ),
    after=_phrases(
        """not_seen not_identified not_visualized not_visualised not_present not_demonstrated not_detected
        not_evident not_appreciated not_found not_noted is_absent are_absent was_absent were_absent
        is_ruled_out was_ruled_out were_ruled_out been_ruled_out is_excluded was_excluded been_excluded
        is_negative was_negative are_negative were_negative has_resolved have_resolved resolved"""
    ),
    doubt_before=_phrases(
        """possible possibly probable probably may_represent may_reflect may_be could_represent could_be
        could_reflect might_be might_represent suspicious_for suspected suspicion_of suspicion_for
        suggestive_of concern_for concerning_for questionable question_of cannot_exclude can_not_exclude
        cannot_rule_out not_exclude difficult_to_exclude likely presumed rule_out r/o evaluate_for
        evaluation_for assess_for query perhaps versus vs equivocal"""
    ),
    doubt_after=_phrases(
        """cannot_be_excluded not_excluded can't_be_excluded cannot_be_ruled_out not_be_excluded
        is_possible are_possible is_suspected was_suspected is_likely unlikely is_questionable"""
    ),
    past_before=_phrases(
        """history_of h/o hx_of hx status_post s/p past_medical_history previous prior previously
        past_history former remote"""
    ),
    past_after=_phrases("in_the_past years_ago months_ago in_childhood"),
    not_cues=_phrases(
        """no_increase no_change no_significant_change no_interval_change not_only not_necessarily
        not_certain_if not_certain_whether without_difficulty no_further no_longer_than gram_negative
        not_cause not_drain no_doubt without_change not_significantly_changed not_changed non-small
        non-hodgkin non-hodgkin's non-specific nonspecific non-insulin non-st non-displaced no_known_cause"""
    ),
    ends=_phrases(
        """but however nevertheless yet though although still aside_from except except_for apart_from
        secondary_to because since which there_is there_are there_was there_were noted_is with other_than
        showed shows revealed reveals demonstrated demonstrates"""
    ),
    clause=r",\s+(?:and\s+)?(?:[\w-]+\s+){1,4}(?:is|are|was|were|has|have|remains?|appears?|reports?)\b"
    r"(?!\s+(?:seen|identified|noted|present|evident|visuali[sz]ed|detected|appreciated|not)\b)",
)

SPANISH_CUES = Cues(
    before=_phrases(
        """no sin ni niega negaba negando nunca jamás tampoco ausencia_de ausente descarta descartó
        descartar descartando se_descarta se_descartó descartándose excluye excluyó excluyendo negativo_para
        negativa_para negativos_para negativas_para libre_de exento_de exenta_de carece_de no_evidencia_de
        sin_evidencia_de sin_signos_de ningún ninguna ninguno desaparición_de resolución_de en_lugar_de
        negativos_de negativas_de negativa_de negativo_de"""
    ),
    after=_phrases(
        """negativo negativa negativos negativas ausente ausentes descartado descartada descartados
        descartadas excluido excluida no_se_observa no_se_observan no_se_aprecia no_se_aprecian
        no_se_evidencia no_se_evidencian no_se_palpa no_se_palpan no_se_identifica no_se_identifican
        no_presenta fue_descartado fue_descartada"""
    ),
    doubt_before=_phrases(
        """posible posibles posiblemente probable probables probablemente sospecha_de sospecha sospechoso_de
        sospechosa_de sospechosos_de sugestivo_de sugestiva_de sugestivos_de sugestivas_de sugerente_de
        sugiere sugería sugieren compatible_con compatibles_con no_se_descarta no_se_puede_descartar
        no_puede_descartarse no_descartar no_permite_descartar para_descartar a_descartar duda_de dudoso
        dudosa orienta_a podría quizás versus vs"""
    ),
    doubt_after=_phrases(
        """no_descartable no_se_descarta no_se_puede_descartar no_puede_descartarse no_puede_excluirse
        a_descartar poco_probable improbable"""
    ),
    past_before=_phrases(
        """antecedentes_de antecedente_de antecedentes_personales antecedentes historia_de historia_previa_de
        previo previa previamente intervenido_de intervenida_de operado_de operada_de
        diagnosticado_previamente había_presentado en_el_pasado"""
    ),
    past_after=_phrases("en_la_infancia años_antes meses_antes previos previas en_el_pasado"),
    not_cues=_phrases(
        """sin_embargo no_solo no_sólo sin_cambios no_obstante no_hodgkin no_microcítico no_filiado no_filiada
        sin_filiar no_insulinodependiente no_especificado no_especificada gram_negativo gram_negativos
        no_célula_pequeña sin_dificultad sin_causa no_alcohólica no_tratado no_tratada"""
    ),
    ends=_phrases(
        """pero aunque excepto salvo sino sin_embargo no_obstante a_excepción_de con que debido_a secundario_a
        secundaria_a por_lo_que mostrando presentando apreciándose observándose objetivándose destacando
        destaca únicamente mostró reveló objetivó presentaba aquejaba"""
    ),
    clause=r",\s+(?:y\s+)?(?:[\w-]+\s+){0,3}(?:presenta|presentaba|muestra|mostraba|hay|había|existe|es|era|"
    r"refiere|refería|tiene|tenía|se\s+observan?|se\s+aprecian?|se\s+objetiva|consciente|orientado)\b",
)

CHINESE_CUES = Cues(
    before=_phrases(
        """无 未见 未及 未触及 未闻及 未发现 未提示 未示 未查见 未探及 未引出 未诉 否认 排除 除外 没有 不伴
        不考虑 非 无明显 未见明显 未见明确 未有 不支持 并无 均无"""
    ),
    after=_phrases("阴性 未见 未见异常 未见明显异常 已排除 可排除 均阴性 （-） (-) 已除外"),
    doubt_before=_phrases(
        "可能 疑似 可疑 疑 疑为 考虑 怀疑 拟诊 不除外 不能除外 不排除 不能排除 待排 倾向 提示 似 拟"
    ),
    doubt_after=_phrases(
        "可能 可能大 可能性大 待排 待查 不除外 不能除外 不排除 不能排除 ? ？ 待除外 待排除"
    ),
    past_before=_phrases("既往 曾 曾经 曾患 既往有"),
    past_after=_phrases("病史 史 个人史 术后"),
    not_cues=_phrases(
        """无痛性 无痛 无力 无明显诱因 无诱因 无症状 无菌 无名 无功能 无精 无脑 未分化 未特指 未定型
        未破裂 未足月 未成熟 不全 不明原因 不明 不稳定 不稳 不良 不足 不齐
        不孕 不育 不适 不清 不等 非小细胞 非霍奇金 非特异 非典型 非特指 非胰岛素 非毒性
        非酒精 非化脓 非ST 非感染 非风湿 考虑不周 疑难 可能性小 无排卵"""
    ),
    ends=_phrases("但 但是 然而 而 除了 伴 伴有 可见 有 , ， ； ;"),
    clause=r"(?!)",
    is_spaced=False,
)
