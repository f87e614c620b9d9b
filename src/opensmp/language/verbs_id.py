"""Indonesian verbs by what they promise: tag → value → verbs.

``active/bare`` stands for three forms: active, bare, and passive with di-.
"""

from __future__ import annotations

VERBS: dict[str, dict[str, str]] = {
    "direction": {
        "up": (
            "meningkatkan/tingkatkan; menaikkan/naikkan; menambah/tambah; memperluas/perluas; "
            "memperbanyak/perbanyak; meningkat; naik; bertambah; tumbuh; peningkatan; kenaikan; penambahan; "
            "pertumbuhan; menumbuhkan/tumbuhkan; memperbesar/perbesar; mendongkrak/dongkrak; menambahkan/tambahkan; "
            "perluasan; memperpanjang/perpanjang; menggenjot/genjot"
        ),
        "down": (
            "menurunkan/turunkan; mengurangi/kurangi; menekan/tekan; memangkas/pangkas; mempercepat/percepat; "
            "memperpendek/perpendek; memperkecil/perkecil; menurun; turun; berkurang; penurunan; pengurangan; "
            "menghilangkan/hilangkan; mempersingkat/persingkat; meminimalkan/minimalkan; membatasi/batasi; "
            "percepatan; meminimalisasi/minimalisasi; memotong/potong; menghapus/hapus; penghematan; "
            "menghemat/hemat; mengeliminasi/eliminasi; meminimalisir/minimalisir; terpangkas; susut; "
            "menyusutkan/susutkan"
        ),
        "keep": (
            "menjaga/jaga; mempertahankan/pertahankan; memelihara/pelihara; terjaga; bertahan; tetap; pemeliharaan; "
            "mempertahankan; penjagaan"
        ),
        "either": (
            "memperbaiki/perbaiki; mengubah/ubah; membawa/bawa; perbaikan; membaik; mengoptimalkan/optimalkan; "
            "memperkuat/perkuat; menyempurnakan/sempurnakan; menguat; mendorong/dorong"
        ),
    },
    "vague": {
        "vague": (
            "menjamin/jamin; memastikan/pastikan; mendukung/dukung; mengoptimalkan/optimalkan; memperkuat/perkuat; "
            "memaksimalkan/maksimalkan; memberikan/berikan; menerapkan/terapkan; mengembangkan/kembangkan; "
            "memperbaiki/perbaiki; mendorong/dorong; memfasilitasi/fasilitasi; mewujudkan/wujudkan; "
            "menciptakan/ciptakan; membangun/bangun; menyediakan/sediakan; melayani/layani; mengelola/kelola; "
            "menjalankan/jalankan; membina/bina; mengutamakan/utamakan; menjalin/jalin; berkontribusi; menjadi; "
            "menyelaraskan/selaraskan; optimalisasi; penguatan; pengembangan; melindungi/lindungi; "
            "mengedepankan/kedepankan; menumbuhkan/tumbuhkan; memperhatikan/perhatikan; menghadirkan/hadirkan; "
            "menjunjung; mematuhi/patuhi; menangani/tangani; menyempurnakan/sempurnakan; memberdayakan/berdayakan; "
            "meningkatkan/tingkatkan; terwujudnya; mengintegrasikan/integrasikan; memperlancar/perlancar; "
            "mempererat/pererat; menggalakkan/galakkan; mempromosikan/promosikan; memantapkan/mantapkan; "
            "menghormati/hormati; menghargai/hargai; membantu/bantu; bekerja"
        ),
    },
    "watch": {
        "watch": (
            "memantau/pantau; memonitor/monitor; mengukur/ukur; melaporkan/laporkan; mengevaluasi/evaluasi; "
            "mencatat/catat; menganalisis/analisis; mengamati/amati; menilai/nilai; mengidentifikasi/identifikasi; "
            "pemantauan; pelaporan; pengukuran; memeriksa/periksa; menelaah/telaah"
        ),
    },
    "meet": {
        "meet": (
            "memenuhi/penuhi; mencapai/capai; meraih/raih; menyelesaikan/selesaikan; menanggapi/tanggapi; "
            "menjawab/jawab; merespons/respons; memproses/proses; pencapaian; pemenuhan; memperoleh/peroleh; "
            "mendapatkan/dapatkan; tercapainya; merespon/respon; terpenuhinya; penyelesaian"
        ),
    },
    "yield": {
        "yield": (
            "memberikan/berikan; menyediakan/sediakan; menghasilkan/hasilkan; memberi/beri; menawarkan/tawarkan; "
            "mendukung/dukung; membantu/bantu; melayani/layani; menghimpun/himpun"
        ),
    },
    "milestone": {
        "milestone": (
            "menyelesaikan/selesaikan; menerbitkan/terbitkan; menyusun/susun; meluncurkan/luncurkan; "
            "mengganti/ganti; memasang/pasang; menandatangani/tandatangani; menyetujui/setujui; mengesahkan/sahkan; "
            "menunjuk/tunjuk; memulai/mulai; mengajukan/ajukan; menetapkan/tetapkan; menyampaikan/sampaikan; "
            "mengoperasikan/operasikan; melaksanakan/laksanakan; melakukan/lakukan; menyelenggarakan/selenggarakan; "
            "mengadakan/adakan; menguji/uji; melatih/latih; meninjau/tinjau; memperbarui/perbarui; "
            "memutakhirkan/mutakhirkan; menutup/tutup; membuka/buka; merekrut/rekrut; mendaftarkan/daftarkan; "
            "memigrasikan/migrasikan; mengimplementasikan/implementasikan; menerapkan/terapkan; membentuk/bentuk; "
            "membuat/buat; mengirim/kirim; mengirimkan/kirimkan; merilis/rilis; menghentikan/hentikan; "
            "mendokumentasikan/dokumentasikan; mengaudit/audit; memverifikasi/verifikasi; memulihkan/pulihkan; "
            "mengenkripsi/enkripsi; merampungkan/rampungkan; menuntaskan/tuntaskan; membangun/bangun; "
            "merevisi/revisi; mempublikasikan/publikasikan; memindahkan/pindahkan; mengunjungi/kunjungi; "
            "mewawancarai/wawancarai; menanam/tanam; merenovasi/renovasi; memperbaiki/perbaiki; "
            "menyerahkan/serahkan; mendistribusikan/distribusikan; menyosialisasikan/sosialisasikan; "
            "mensosialisasikan/sosialisasikan; mengakuisisi/akuisisi; menjual/jual; membeli/beli; "
            "mengarsipkan/arsipkan; membayar/bayar; menyalurkan/salurkan; mencetak/cetak; memproduksi/produksi; "
            "mendigitalkan/digitalkan; mengikuti/ikuti; mengikutsertakan/ikutsertakan; memetakan/petakan; "
            "memvaksinasi/vaksinasi; penyusunan; penerbitan; peluncuran; pelaksanaan; pembangunan; pembentukan; "
            "penyelesaian; sertifikasi; pengesahan; menambal/tambal; menginspeksi/inspeksi; memeriksa/periksa; "
            "membalas/balas; mengonfirmasi/konfirmasi; menghubungi/hubungi; menanggapi/tanggapi; menjawab/jawab; "
            "memproses/proses; memperoleh/peroleh; mendapatkan/dapatkan; meraih/raih; mengangkat/angkat; "
            "menyetor/setor; merekonsiliasi/rekonsiliasi; mengalihkan/alihkan; mengeskalasi/eskalasi; "
            "menyertifikasi/sertifikasi; mengembangkan/kembangkan; menghubungkan/hubungkan"
        ),
    },
}
