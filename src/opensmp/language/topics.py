"""The usual metric of each topic, in both languages: what a vague sentence about the topic could promise."""

from typing import NamedTuple


class Topic(NamedTuple):
    """A topic with the words that show it and its usual metric in both languages.

    ``unit`` follows the blanks of the metric; ``up`` says whether more is better.
    """

    stems: tuple[str, ...]
    en: str
    id: str
    unit: str = " %"
    up: bool = True


TOPICS = (
    Topic(
        ("major incident", "insiden besar", "incident", "insiden", "outage", "gangguan"),
        "the share of incidents resolved within their SLA",
        "persentase insiden yang diselesaikan sesuai SLA",
    ),
    Topic(
        ("problem", "root cause", "akar masalah", "masalah", "repeat"),
        "the share of problems whose root cause is found within ___ working days",
        "persentase masalah yang akar penyebabnya ditemukan dalam ___ hari kerja",
    ),
    Topic(
        ("emergency change", "perubahan darurat"),
        "the share of emergency changes among all changes",
        "persentase perubahan darurat dari seluruh perubahan",
        up=False,
    ),
    Topic(
        ("release", "deployment", "rilis", "penerapan versi"),
        "the share of releases deployed without an incident caused by them",
        "persentase rilis yang diterapkan tanpa menimbulkan insiden",
    ),
    Topic(
        ("change management", "changes", "change success", "perubahan", "normal change"),
        "the share of changes implemented successfully inside their planned window",
        "persentase perubahan yang berhasil dalam jendela yang direncanakan",
    ),
    Topic(
        ("cmdb", "configuration", "konfigurasi"),
        "the share of configuration items found correct in verification",
        "persentase butir konfigurasi yang benar saat diverifikasi",
    ),
    Topic(
        ("supplier", "vendor", "pemasok", "penyedia jasa"),
        "the share of supplier targets met",
        "persentase target pemasok yang dipenuhi",
    ),
    Topic(
        ("security", "vulnerabilit", "keamanan", "kerentanan"),
        "the share of critical vulnerabilities closed within ___ days",
        "persentase kerentanan kritis yang ditutup dalam ___ hari",
    ),
    Topic(
        (
            "continuity",
            "recovery",
            "disaster",
            "kelangsungan",
            "keberlangsungan",
            "kontinuitas",
            "kesinambungan",
            "pemulihan",
            "bencana",
        ),
        "the share of critical services with a successful recovery test",
        "persentase layanan kritis yang uji pemulihannya berhasil",
    ),
    Topic(
        ("availab", "uptime", "reliab", "ketersediaan", "keandalan"),
        "the availability of the service in agreed service hours",
        "ketersediaan layanan pada jam layanan yang disepakati",
    ),
    Topic(
        ("capacity", "kapasitas", "utilisation", "utilization", "utilisasi"),
        "the peak use of capacity",
        "pemakaian kapasitas puncak",
        up=False,
    ),
    Topic(
        ("request", "permintaan", "fulfil"),
        "the share of service requests fulfilled within their target",
        "persentase permintaan layanan yang dipenuhi sesuai targetnya",
    ),
    Topic(
        ("complain", "keluhan", "pengaduan"),
        "the share of complaints answered within ___ working days",
        "persentase keluhan yang dijawab dalam ___ hari kerja",
    ),
    Topic(
        ("satisf", "customer experience", "kepuasan", "pengalaman pelanggan"),
        "the satisfaction score in the user survey",
        "skor kepuasan pada survei pengguna",
        unit="",
    ),
    Topic(
        ("cost", "budget", "biaya", "anggaran"),
        "the cost of the service per user",
        "biaya layanan per pengguna",
        unit="",
        up=False,
    ),
    Topic(
        ("training", "competenc", "skill", "pelatihan", "kompetensi", "keterampilan"),
        "the share of staff who hold the competence their role requires",
        "persentase pegawai yang memiliki kompetensi yang disyaratkan perannya",
    ),
    Topic(
        ("audit", "nonconform", "temuan", "ketidaksesuaian"),
        "the share of audit findings closed by their due date",
        "persentase temuan audit yang ditutup sesuai tenggatnya",
    ),
)
"""The topics in the order in which an equal match is decided."""

OTHER = Topic((), "___ (what is counted)", "___ (apa yang dihitung)", "")
