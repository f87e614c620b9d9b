"""The phrases behind the tell-tales of a text, in English and Indonesian. Data only."""

from __future__ import annotations

GENERIC = (
    "in accordance with best practice; in accordance with best practices; in line with best practice; in line "
    "with best practices; according to best practice; following best practice; industry best practice; industry "
    "best practices; best practice; best practices; international best practice; industry standards; "
    "industry-leading practices; as appropriate; as required; as needed; where appropriate; where necessary; "
    "relevant stakeholders; all relevant stakeholders; all relevant parties; appropriate measures; appropriate "
    "controls; in a timely manner; as soon as possible; high quality services; high-quality services; quality "
    "services; effective and efficient; efficiently and effectively; continuous improvement culture; customer "
    "needs and expectations; meet the needs of the business; add value; value to the business; align it with "
    "the business; ensure customer satisfaction; to the satisfaction of; at all times; on a regular basis; from "
    "time to time; and so on; etc; the organization shall; the organisation shall; the organization will; "
    "commitment to excellence; strives to; to the highest standards; adequate resources; sufficient resources; "
    "appropriate resources; necessary resources; roles and responsibilities are clearly defined; clearly "
    "defined; well defined; robust processes; comprehensive approach; holistic approach; sesuai praktik "
    "terbaik; praktik terbaik; sesuai best practice; sesuai dengan praktik terbaik; sesuai kebutuhan; sesuai "
    "dengan kebutuhan; jika diperlukan; apabila diperlukan; bila perlu; bilamana perlu; secara efektif dan "
    "efisien; efektif dan efisien; pihak terkait; pihak-pihak terkait; pemangku kepentingan terkait; seluruh "
    "pemangku kepentingan; secara optimal; secara maksimal; dan lain-lain; dan sebagainya; dll; dsb; pada "
    "waktunya; sesuai ketentuan yang berlaku; sesuai dengan ketentuan yang berlaku; sesuai standar "
    "internasional; layanan berkualitas; layanan yang berkualitas; layanan prima; pelayanan prima; memenuhi "
    "kebutuhan bisnis; kebutuhan dan harapan pelanggan; sumber daya yang memadai; langkah-langkah yang "
    "diperlukan; secara berkesinambungan; perbaikan berkesinambungan; dengan sebaik-baiknya; secara tepat"
)

MARKETING = (
    "world-class; world class; best-in-class; best in class; cutting-edge; cutting edge; state-of-the-art; "
    "state of the art; industry-leading; industry leading; market-leading; leading provider; unparalleled; "
    "unrivalled; unmatched; second to none; seamless; seamlessly; game-changing; revolutionary; innovative "
    "solutions; next-generation; next generation; trusted partner; partner of choice; delight our customers; "
    "customer delight; exceed expectations; exceeds expectations; exceeding expectations; one-stop; "
    "award-winning; synergy; synergies; passionate; empower; empowering; unlock; transformative; turnkey; "
    "end-to-end solutions; value-added; proud to; excellence in everything; superior; premium quality; superb; "
    "exceptional; unique selling; competitive edge; peace of mind; leading-edge; ground-breaking; kelas dunia; "
    "berkelas dunia; terdepan; terkemuka; terbaik di kelasnya; nomor satu; mutakhir; solusi inovatif; solusi "
    "terbaik; mitra terpercaya; mitra tepercaya; melampaui harapan; melebihi harapan; melampaui ekspektasi; "
    "tanpa hambatan; revolusioner; unggul; keunggulan kompetitif; pilihan utama; terpercaya; bintang lima; "
    "solusi terpadu; paling inovatif; tiada duanya; memukau; luar biasa; kepuasan total; kebanggaan kami; "
    "terobosan; sinergi"
)

PROJECT = (
    "implementation project; certification project; project plan; project manager; project team; project "
    "sponsor; project charter; project schedule; kick-off; kickoff; kick-off meeting; gantt; gantt chart; work "
    "package; work packages; work breakdown; wbs; sprint; sprints; go-live date; gap analysis; gap assessment; "
    "project phase; project phases; phase 1; phase 2; phase 3; phase 4; deliverable; deliverables; project "
    "milestone; project milestones; week 1; week 2; week 3; week 4; week 5; week 6; consultant; consultants; "
    "readiness assessment; roll-out of the standard; implementation roadmap; pre-assessment; stage 1 audit "
    "preparation; document the processes; design the processes; project budget; project closure; steering "
    "meeting; certification readiness; before certification; to achieve certification; proyek implementasi; "
    "proyek sertifikasi; rencana proyek; manajer proyek; tim proyek; sponsor proyek; piagam proyek; jadwal "
    "proyek; rapat awal; analisis kesenjangan; analisa kesenjangan; paket pekerjaan; fase proyek; tahapan "
    "proyek; konsultan; peta jalan implementasi; fase 1; fase 2; fase 3; fase 4; minggu ke-1; minggu ke-2; "
    "minggu ke-3; minggu ke-4; luaran proyek; penutupan proyek; tonggak proyek; persiapan sertifikasi; "
    "pra-asesmen; anggaran proyek; menuju sertifikasi"
)

OPERATING = (
    "is fully implemented; fully implemented; fully operational; is operational; is in operation; in operation; "
    "is operating; is in place; are in place; has been implemented; have been implemented; is implemented; are "
    "implemented; has been operating; is established; has been established; is running; is live; operates; is "
    "fully embedded; has been in place; in place since; in use since; is in use; is effective; sudah berjalan; "
    "telah berjalan; berjalan penuh; sudah berjalan penuh; telah berjalan penuh; sudah diterapkan; telah "
    "diterapkan; sudah diimplementasikan; telah diimplementasikan; telah beroperasi; sudah beroperasi; "
    "beroperasi penuh; sudah operasional; telah operasional; diterapkan sepenuhnya; diterapkan secara penuh; "
    "sepenuhnya diterapkan; telah dilaksanakan; sudah dilaksanakan; sudah efektif; telah efektif; berjalan "
    "sejak; diterapkan sejak; beroperasi sejak; diimplementasikan sepenuhnya; sudah berlaku; telah berlaku"
)

PLANNED = (
    "will be introduced; will be implemented; will be established; will be rolled out; will be deployed; will "
    "be in place; will be operational; will be developed; will be set up; will start; will begin; is planned; "
    "are planned; planned for; to be implemented; to be introduced; is to be introduced; not yet implemented; "
    "not yet in place; has not been implemented; is not yet; will become operational; intends to implement; "
    "plans to introduce; plan to introduce; in preparation; under consideration; will be adopted; akan "
    "diterapkan; akan diimplementasikan; akan dibentuk; akan diperkenalkan; akan dikembangkan; akan "
    "dilaksanakan; akan disusun; direncanakan; belum diterapkan; belum berjalan; belum diimplementasikan; belum "
    "ada; akan dimulai; akan beroperasi; akan dioperasikan; akan diluncurkan; sedang direncanakan; belum "
    "dilaksanakan; rencana penerapan; belum beroperasi; dalam persiapan; belum tersedia"
)

DESIGNED = (
    "is designed; are designed; has been designed; have been designed; is being designed; is defined; has been "
    "defined; is documented; has been documented; has been drafted; is being implemented; is being introduced; "
    "is being rolled out; partially implemented; partly implemented; in progress; under development; being "
    "developed; is in transition; is being established; pilot; piloted; in pilot; being piloted; telah "
    "dirancang; sudah dirancang; dirancang untuk; sedang dirancang; telah didefinisikan; sudah didefinisikan; "
    "telah didokumentasikan; sudah didokumentasikan; sedang diterapkan; sedang diimplementasikan; sedang "
    "disusun; sebagian diterapkan; diterapkan sebagian; dalam pengembangan; sedang dikembangkan; sedang "
    "berlangsung; uji coba; tahap uji coba; dalam proses penerapan; telah disusun; masih dalam proses"
)
