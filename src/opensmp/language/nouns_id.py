"""Indonesian nouns: what can be counted, what is only a topic, and what makes a number a name. Data only."""

from __future__ import annotations

NOUNS: dict[str, dict[str, str]] = {
    "ident": {
        "standard": (
            "pasal; uu; pojk; seojk; pbi; padg; perpres; peraturan; permen; sni; iso; iso / iec; undang-undang; "
            "nomor; no; no .; pmk; permenpan; permenkes; surat edaran; peraturan pemerintah; pp; perda; kepmen; "
            "inpres; keppres; sk; ayat; huruf; angka romawi"
        ),
        "label": (
            "prioritas; klausul; tingkat prioritas; bagian; bab; lampiran; versi; fase; tahap; kategori; kelas; "
            "tipe; butir; tabel; gambar; halaman; sasaran; tujuan; pilar; gelombang; lantai; zona; golongan; jenis; "
            "indikator; poin; kelompok; tier; lini; eselon; wilayah; gedung; ruang; jalur; blok; rt; rw; jilid; "
            "edisi; seri; generasi; buku; ke; urutan; misi; strategi; top; prioritas ke; severity; level; angka; "
            "program; sasaran strategis; tujuan strategis; ikatan; kegiatan; komponen; mutu; terminal; pintu; "
            "semester ke; pertama"
        ),
        "level": (
            "tingkat; level; tingkat kematangan; level kematangan; kematangan; maturitas; tingkat maturitas; "
            "tingkat kapabilitas"
        ),
        "clock": "pukul; jam; pkl",
    },
    "metric": {
        "share": (
            "persentase; prosentase; porsi; proporsi; rasio; tingkat; pangsa; bagian terbesar; kadar; presentase; "
            "rate; angka"
        ),
        "count": (
            "jumlah; banyaknya; total; volume; frekuensi; banyak; antrean; tunggakan; jumlah total; cakupan; kuantitas"
        ),
        "score": (
            "skor; nilai; indeks; kepuasan; peringkat; rating; nps; csat; maturitas; kematangan; predikat; skala "
            "kepuasan; indeks kepuasan; ikm"
        ),
        "time": (
            "waktu; waktu tanggap; waktu respons; waktu pemulihan; waktu penyelesaian; durasi; lama; mttr; mtbf; "
            "rto; rpo; waktu tunggu; latensi; lead time; keterlambatan; jeda; kecepatan; masa tunggu; waktu proses; "
            "waktu henti; lama rawat; waktu layanan; waktu pelayanan; lama waktu"
        ),
        "level": (
            "ketersediaan; utilisasi; akurasi; kelengkapan; kepatuhan; ketepatan; ketepatan waktu; kehadiran; "
            "retensi; biaya; pendapatan; penjualan; pengeluaran; laba; konsumsi; emisi; partisipasi; hunian; "
            "okupansi; serapan; realisasi anggaran; penyerapan; keberhasilan; kegagalan; kesalahan; kecelakaan; "
            "keluhan; pengaduan; produksi; hasil panen; kemiskinan; pengangguran; kematian; stunting; inflasi; "
            "cakupan imunisasi; temuan; pelanggaran; uptime; downtime; keterisian; kelulusan; turnover; "
            "ketercapaian; capaian; produktivitas; omzet; kredit; dpk; npl; simpanan; penerimaan; limbah; suhu; "
            "berat; harga; margin; cacat; kerugian; penyelesaian tepat waktu; kunjungan; transaksi; ketidakhadiran; "
            "absensi; ketepatan pelaporan; penyaluran; tunggakan kredit; rujukan; persediaan; stok; gangguan "
            "berulang"
        ),
    },
    "topic": {
        "topic": (
            "manajemen; proses; pengalaman; kerja sama; kerjasama; budaya; tata kelola; kesadaran; kapabilitas; "
            "kemampuan; hubungan; komunikasi; cara; praktik; layanan; pelayanan; infrastruktur; lingkungan; "
            "strategi; kelangsungan; keberlangsungan; kolaborasi; koordinasi; penanganan; pengelolaan; operasi; "
            "operasional; dukungan; fungsi; sistem; citra; reputasi; sinergi; perencanaan; inovasi; pengendalian; "
            "disiplin; organisasi; teknologi; kontinuitas; kesinambungan; kepemimpinan; pengawasan; integrasi"
        ),
    },
    "weak_topic": {
        "topic": (
            "kualitas; kinerja; efisiensi; efektivitas; keamanan; ketahanan; mutu; kompetensi; transparansi; daya "
            "saing; pengetahuan; keterampilan; profesionalisme; kesejahteraan; keselamatan; keandalan; stabilitas; "
            "motivasi; kepercayaan; akuntabilitas"
        ),
    },
    "doc_noun": {
        "doc": (
            "laporan; rapat; rencana; anggaran; evaluasi; program; kalender; pertemuan; buletin; tinjauan; "
            "pelaporan; cuti"
        ),
    },
    "budget": {
        "budget": ("anggaran sebesar; anggaran senilai; biaya sebesar; nilai kontrak; dengan anggaran; senilai; pagu"),
    },
}
