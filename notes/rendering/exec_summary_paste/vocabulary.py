"""What the published templates say in six languages, as data: titles, headings, choices, hints, names of workloads.

Source: the table of the project's guidance on pasted text, and the wording of the published templates it was taken
from. Letter case, accents, blanks and punctuation do not matter here; `folding` takes care of them.
"""

from dataclasses import dataclass


@dataclass(frozen=True)
class Language:
    """`headings` and `choices` by field; the choices in the order of the stored values.

    `choice_lists` holds what stands in the untouched template where that is not the choices joined by slashes.
    """

    code: str
    title: str
    headings: dict[str, tuple[str, ...]]
    choices: dict[str, tuple[str, ...]]
    hints: tuple[str, ...]
    choice_lists: tuple[str, ...] = ()


ENGLISH = Language(
    "en",
    "EXEC SUMMARY",
    {
        "customer_description": ("DESCRIBE THE CUSTOMER",),
        "engagement_status": ("STATUS OF THE ENGAGEMENT",),
        "deployment_progress": ("M365 DEPLOYMENT PROGRESS",),
        "relationship": ("OVERVIEW OF CURRENT RELATIONSHIP WITH CUSTOMER/PARTNER/ACCOUNT TEAM",),
        "workloads": ("SNAPSHOT OF KEY WORKLOADS CURRENT STATUS AND NEXT ACTIONS",),
        "support_requests": ("REQUESTS FOR SUPPORT",),
    },
    {
        "engagement_status": ("On Hold", "Reactive", "Fully Engaged"),
        "deployment_progress": ("Not Deployed", "Partially Deployed", "Fully Deployed"),
    },
    (
        "i.e. Industry/Structure/Size/Recent News",
        "remove workloads if not currently being discussed",
        "e.g. CS MAU offerings",
    ),
    ("Not/Partially/Fully Deployed",),
)
GERMAN = Language(
    "de",
    "ZUSAMMENFASSUNG FÜR DIE FÜHRUNGSEBENE",
    {
        "customer_description": ("BESCHREIBUNG DES KUNDEN",),
        "engagement_status": ("STATUS DER BETEILIGUNG",),
        "deployment_progress": ("M365-BEREITSTELLUNGSFORTSCHRITT",),
        "relationship": ("ÜBERSICHT DER AKTUELLEN BEZIEHUNG ZU KUNDEN-/PARTNER-/ACCOUNT TEAM",),
        "workloads": ("SCHNAPPSCHUSS DES AKTUELLEN STATUS WICHTIGER ARBEITSBEREICHE UND NÄCHSTE AKTIONEN",),
        "support_requests": ("UNTERSTÜTZUNGSANFORDERUNG",),
    },
    {
        "engagement_status": ("Angehalten", "Reaktiv", "Vollständig beteiligt"),
        "deployment_progress": (
            "Nicht bereitgestellt",
            "Teilweise bereitgestellt",
            "Vollständig bereitgestellt",
        ),
    },
    (
        "d. h. Branche/Struktur/Größe/Aktuelle Nachrichten",
        "Arbeitsbereiche entfernen, sofern sie derzeit nicht diskutiert werden",
        "z. B. CS MAU-Angebote",
    ),
    ("Nicht/Teilweise/Vollständig bereitgestellt",),
)
SPANISH = Language(
    "es",
    "RESUMEN EJECUTIVO",
    {
        "customer_description": ("DESCRIBIR AL CLIENTE",),
        "engagement_status": ("ESTADO DE LA INTERACCIÓN",),
        "deployment_progress": ("PROGRESO DE LA IMPLEMENTACIÓN DE M365",),
        "relationship": ("VISIÓN GENERAL DE LA RELACIÓN ACTUAL CON EL CLIENTE/SOCIO/EQUIPO DE CUENTAS",),
        "workloads": (
            "VISTA RÁPIDA DE LAS CARGAS DE TRABAJO CLAVE ESTADO ACTUAL Y PRÓXIMAS ACCIONES",
            "VISTA RÁPIDA DEL ESTADO ACTUAL DE LAS CARGAS DE TRABAJO CLAVE Y PRÓXIMAS ACCIONES",
            "VISTA RÁPIDA DEL ESTADO ACTUAL DE LAS CARGAS DE TRABAJO CLAVES Y PRÓXIMAS ACCIONES",
        ),
        "support_requests": ("SOLICITUD DE SOPORTE TÉCNICO",),
    },
    {
        "engagement_status": ("En espera", "reactivo", "en interacción"),
        "deployment_progress": ("No implementado", "implementado parcialmente", "implementado en su totalidad"),
    },
    (
        "es decir. industria/estructura/tamaño/noticias recientes",
        "elimine las cargas de trabajo que no se estén discutiendo actualmente",
        "por ej., ofertas CS MAU",
        "por ejemplo, ofertas CS MAU",
    ),
)
PORTUGUESE = Language(
    "pt",
    "RESUMO EXECUTIVO",
    {
        "customer_description": ("DESCREVER O CLIENTE",),
        "engagement_status": ("STATUS DO ENVOLVIMENTO",),
        "deployment_progress": ("PROGRESSO DA IMPLANTAÇÃO Do M365",),
        "relationship": (
            "VISÃO GERAL DO RELACIONAMENTO ATUAL COM CLIENTE/PARCEIRO/EQUIPE DE CONTA",
            "VISÃO GERAL DO RELACIONAMENTO ATUAL COM CLIENTE/PARCEIRO/TIME DA CONTA",
        ),
        "workloads": ("INSTANTÂNEO DO STATUS ATUAL DOS PRINCIPAIS WORKLOADS E PRÓXIMAS AÇÕES",),
        "support_requests": ("SOLICITAÇÕES DE SUPORTE",),
    },
    {
        "engagement_status": ("Em Espera", "Reativo", "Totalmente Envolvido"),
        "deployment_progress": ("Não Implantado", "Parcialmente Implantado", "Totalmente Implantado"),
    },
    (
        "ou seja, Indústria/Estrutura/Porte/Notícias Recentes",
        "ou seja, Indústria/Estrutura/Porte/Motícias Recentes",  # as one edition printed it
        "remover workloads se não estiverem sendo discutidos",
        "por exemplo, ofertas CS MAU",
    ),
    ("Não/Parcialmente/Totalmente Implantado",),
)
JAPANESE = Language(
    "ja",
    "エグゼクティブ概要",
    {
        "customer_description": ("お客様の説明",),
        "engagement_status": ("エンゲージメントのステータス",),
        "deployment_progress": ("M365 の展開の進捗状況",),
        "relationship": ("お客様/パートナー様/アカウント チームとの現在の関係の概要",),
        "workloads": ("主要なワークロードの現在のステータスと次の行動のスナップショット",),
        "support_requests": ("サポートのリクエスト",),
    },
    {
        "engagement_status": ("保留中", "リアクティブ", "完全にエンゲージ"),
        "deployment_progress": ("未展開", "部分的に展開", "完全に展開済み"),
    },
    (
        "業界/構造/規模/最近のニュースなど",
        "現在話し合われていない場合はワークロードを削除",
        "例: CS MAU 製品",
    ),
)
CHINESE = Language(
    "zh",
    "执行摘要",
    {
        "customer_description": ("描述客户",),
        "engagement_status": ("接洽状态",),
        "deployment_progress": ("M365 部署进度",),
        "relationship": ("与客户/合作伙伴/客户团队的当前关系概述",),
        "workloads": ("关键工作负载现状和后续行动简况",),
        "support_requests": ("支持请求",),
    },
    {
        "engagement_status": ("保留", "反应", "全面接洽"),
        "deployment_progress": ("未部署", "部分部署", "完全部署"),
    },
    (
        "例如行业/结构/规模/最近新闻",
        "删除当前未讨论的工作负载",
        "例如 CS MAU 产品",
    ),
)
LANGUAGES = (ENGLISH, GERMAN, SPANISH, PORTUGUESE, JAPANESE, CHINESE)

# In Japanese and Chinese nothing separates a choice from what follows. These endings leave its meaning as it is;
# any other ("…していない") may turn it round.
HARMLESS_ENDINGS = ("済み", "済", "です", "しています", "している", "状態", "状态", "阶段")

# How people and the other editions of the template call a workload, beside its name in the catalogue.
WORKLOAD_NAMES: dict[str, tuple[str, ...]] = {
    "EXO": ("Exchange Online",),
    "OLM": ("Outlook Mobile", "Outlook for iOS and Android"),
    "SPO": ("SharePoint Online",),
    "OD": ("OneDrive for Business", "OneDrive para la Empresa"),
    "OPP": (
        "Office ProPlus",
        "Office 365 ProPlus",
        "O365 ProPlus",
        "Office 365 专业增强版",
        "Office 专业增强版",
    ),
    "TEAMS": ("Teams", "Microsoft Teams"),
    "YAM": ("Yammer Enterprise",),
    "WIN10": ("Windows 10", "Win10"),
    "INTUNE": ("Intune", "Microsoft Intune"),
    "AADP": ("Azure Active Directory Premium", "Azure AD Premium"),
    "AIP": (
        "Azure Information Protection",
        "Protección de la información de Azure",
        "Protección de información de Azure",
        "Azure 信息保护",
    ),
    "MCAS": ("Microsoft Cloud App Security", "Cloud App Security"),
    "IDSEC": ("Identity Security", "Identitätssicherheit", "Segurança de Identidade", "身份安全"),
    "PROJ": ("Project Online",),
    "WDATP": ("Windows Defender ATP", "Microsoft Defender ATP", "Defender ATP"),
    "SDS": (
        "Classroom/School Data Sync (SDS)",
        "Classroom/School Data Sync",
        "School Data Sync (SDS)",
        "School Data Sync",
        "Aula / Sincronización de datos escolares (SDS)",
    ),
    "CORE": (
        "For those that do not fit within above workloads",
        "Für alles, was nicht zu den obigen Arbeitsbereichen passt",
        "para aquellos que no correspondan a las cargas de trabajo anteriores",
        "Para aqueles que não se enquadram nos workloads acima",
        "上記のワークロードに該当しない場合",
        "适用于不适合上述工作负载的笔记",
    ),
}
