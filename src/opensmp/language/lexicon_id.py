"""Indonesian words that decide what a sentence states. Data only: tag → value → phrases."""

from __future__ import annotations

from opensmp.language.wordlist import words

MARKERS = words(
    "adalah agar akan akhir atau bagi bulan dalam dan dari dengan di hari hingga ini insiden itu jam kurang "
    "layanan lebih maksimal menjadi minimal nasabah oleh pada paling para pelanggan sampai sebagai sebelum "
    "sebesar secara seluruh semua serta setiap tahun telah terhadap tiap tidak untuk yang"
)
"""Frequent words that show a sentence is Indonesian."""

TABLE: dict[str, dict[str, str]] = {
    "num": {
        "0": "nol",
        "1": "satu",
        "2": "dua",
        "3": "tiga",
        "4": "empat",
        "5": "lima",
        "6": "enam",
        "7": "tujuh",
        "8": "delapan",
        "9": "sembilan",
        "10": "sepuluh",
        "11": "sebelas",
        "12": "dua belas; selusin",
        "15": "lima belas",
        "20": "dua puluh",
        "24": "dua puluh empat",
        "25": "dua puluh lima",
        "30": "tiga puluh",
        "40": "empat puluh",
        "45": "empat puluh lima",
        "50": "lima puluh",
        "60": "enam puluh",
        "70": "tujuh puluh",
        "75": "tujuh puluh lima",
        "80": "delapan puluh",
        "85": "delapan puluh lima",
        "90": "sembilan puluh",
        "95": "sembilan puluh lima",
        "98": "sembilan puluh delapan",
        "99": "sembilan puluh sembilan",
        "100": "seratus",
        "1000": "seribu",
    },
    "fraction": {
        "0.5": "separuh; setengah; separo; separuh dari; setengah dari",
        "0.3333": "sepertiga; sepertiga dari",
        "0.6667": "dua pertiga; dua pertiga dari",
        "0.25": "seperempat; seperempat dari",
        "0.75": "tiga perempat; tiga perempat dari",
        "0.8": "empat perlima",
        "0.1": "sepersepuluh",
    },
    "multiple": {
        "2": (
            "menggandakan; melipatgandakan; dua kali lipat; digandakan; berlipat dua; berlipat ganda; menjadi dua "
            "kali lipat; penggandaan"
        ),
        "3": "tiga kali lipat; menjadi tiga kali lipat",
        "4": "empat kali lipat",
        "0.5": (
            "menjadi separuh; menjadi setengah; menjadi setengahnya; menjadi separuhnya; hingga separuh; hingga "
            "setengah; memangkas separuh"
        ),
    },
    "limit": {
        "0": "hari yang sama; hari kerja yang sama; hari itu juga; di hari yang sama; h + 0",
        "1": "hari kerja berikutnya; hari berikutnya; keesokan harinya; keesokan hari; hari kerja berikut",
    },
    "link": {
        "link": (
            "dengan; antara; melalui; bagi; untuk; tentang; mengenai; terhadap; antar; di; pada; kepada; bersama; "
            "lewat; oleh; dalam; guna"
        ),
    },
    "grade_word": {
        "grade": (
            "predikat; akreditasi; opini; peringkat; nilai; grade; kategori; kualifikasi; rating; minimal; "
            "sekurang-kurangnya; paling rendah; kualitas"
        ),
    },
    "grade": {
        "grade": (
            "wtp; wajar tanpa pengecualian; unggul; sangat baik; baik sekali; istimewa; memuaskan; paripurna; aa; "
            "bb; informatif; emas; sangat memuaskan"
        ),
    },
    "count_times": {"1": "sekali; satu kali"},
    "times": {"times": "kali"},
    "zero": {
        "0": "nol; nihil; tidak ada; tanpa; tidak satu pun; tak ada; tidak terdapat; tidak terjadi; bebas dari",
    },
    "zero_free": {"0": "bebas insiden; nol kecelakaan; zero accident; zero; zero downtime; zero defect"},
    "scale": {
        "1000": "ribu; rb",
        "1000000": "juta; jt",
        "1000000000": "miliar; milyar; m",
        "1000000000000": "triliun; t",
    },
    "currency": {"IDR": "rp; rp .; rupiah; idr"},
    "percent": {"%": "persen; %; prosen; per sen; persen dari"},
    "points": {"points": "poin persentase; poin; poin persen; % poin; persen poin; basis poin; titik persentase"},
    "unit": {
        "ms": "milidetik",
        "s": "detik",
        "min": "menit",
        "h": "jam",
        "d": "hari",
        "wk": "minggu; pekan",
        "mo": "bulan",
        "q": "triwulan; kuartal; caturwulan",
        "hy": "semester",
        "y": "tahun; tahun anggaran; tahun buku; tahun kalender; tahun fiskal",
    },
    "basis": {
        "business": "kerja; operasional; layanan; bursa",
        "calendar": "kalender; takwim",
    },
    "se_unit": {
        "d": "sehari; hari ini",
        "wk": "seminggu; sepekan",
        "mo": "sebulan",
        "y": "setahun",
        "min": "semenit",
        "h": "sejam",
    },
    "month": {
        "1": "januari; jan",
        "2": "februari; feb; pebruari",
        "3": "maret; mar",
        "4": "april; apr",
        "5": "mei",
        "6": "juni; jun",
        "7": "juli; jul",
        "8": "agustus; agu; agt; ags",
        "9": "september; sep; sept",
        "10": "oktober; okt",
        "11": "november; nov; nopember",
        "12": "desember; des",
    },
    "weekday": {
        "day": (
            "senin; selasa; rabu; kamis; jumat; jum'at; sabtu; hari minggu; hari senin; hari selasa; hari rabu; "
            "hari kamis; hari jumat; hari sabtu"
        ),
    },
    "quarter": {
        "1": (
            "triwulan i; triwulan 1; triwulan pertama; kuartal i; kuartal 1; kuartal pertama; tw i; tw 1; tw1; q1; "
            "kuartal ke-1; triwulan ke-1; triwulan kesatu; kuartal satu; triwulan satu"
        ),
        "2": (
            "triwulan ii; triwulan 2; triwulan kedua; kuartal ii; kuartal 2; kuartal kedua; tw ii; tw 2; tw2; q2; "
            "kuartal ke-2; triwulan ke-2; kuartal dua; triwulan dua"
        ),
        "3": (
            "triwulan iii; triwulan 3; triwulan ketiga; kuartal iii; kuartal 3; kuartal ketiga; tw iii; tw 3; tw3; "
            "q3; kuartal ke-3; triwulan ke-3; kuartal tiga; triwulan tiga"
        ),
        "4": (
            "triwulan iv; triwulan 4; triwulan keempat; kuartal iv; kuartal 4; kuartal keempat; tw iv; tw 4; tw4; "
            "q4; kuartal ke-4; triwulan ke-4; triwulan terakhir; kuartal terakhir; kuartal empat; triwulan empat"
        ),
    },
    "half_year": {
        "1": (
            "semester i; semester 1; semester pertama; semester satu; smt i; h1; paruh pertama; semester gasal; "
            "semester ganjil; paruh i; tengah tahun pertama"
        ),
        "2": (
            "semester ii; semester 2; semester kedua; semester dua; smt ii; h2; paruh kedua; semester genap; paruh ii"
        ),
    },
    "fiscal": {
        "fy": (
            "tahun anggaran; tahun buku; tahun fiskal; ta; t . a .; fy; tahun; tahun kalender; tahun pelaporan; "
            "tahun pelajaran; tahun ajaran; thn"
        ),
    },
    "edge": {"end": "akhir; penghujung; penutupan; pertengahan; awal; ujung; medio; tengah"},
    "moment": {
        "event": (
            "akhir tahun; akhir bulan; akhir triwulan; akhir kuartal; akhir semester; akhir tahun anggaran; akhir "
            "tahun buku; akhir pekan; tutup buku; tutup tahun; tutup buku tahunan; tahun depan; bulan depan; "
            "triwulan depan; kuartal depan; minggu depan; semester depan; tahun ini; bulan ini; triwulan ini; "
            "kuartal ini; semester ini; tahun berjalan; tahun anggaran berjalan; tahun buku berjalan; tahun "
            "berikutnya; tahun anggaran ini; tahun anggaran berikutnya; tahun anggaran depan; tahun mendatang; "
            "besok; lebaran; natal; akhir tahun ini; akhir tahun depan; akhir bulan ini; akhir tahun berjalan; "
            "akhir periode; akhir periode perencanaan; akhir masa perencanaan; periode perencanaan; periode "
            "rencana; akhir kuartal ini; pertengahan tahun; triwulan berikutnya; hari jumat; akhir tahun fiskal; "
            "akhir kontrak; tahun anggaran; tahun buku; akhir jam kerja; minggu ini; semester berjalan; triwulan "
            "berjalan; kuartal berjalan; bulan berjalan; akhir triwulan ini; tahun pelajaran ini"
        ),
    },
    "within": {
        "within": (
            "dalam; dalam waktu; dalam waktu maksimal; dalam waktu paling lama; dalam tempo; dalam jangka waktu; "
            "dalam kurun waktu; dalam kurun; dalam batas waktu; di dalam; dalam waktu kurang dari; dalam waktu "
            "paling lambat; dalam waktu tidak lebih dari; kurang dari; selambat-lambatnya; paling lambat; paling "
            "lama; selama-lamanya; tidak lebih dari; maksimal; maksimum; dalam maksimal; selambatnya; di bawah; "
            "dalam maksimum; dalam paling lama; dalam rentang waktu"
        ),
    },
    "deadline": {
        "by": (
            "paling lambat; paling lambat pada; selambat-lambatnya; selambat-lambatnya pada; selambatnya; paling "
            "telat; paling akhir; sebelum; hingga; sampai; sampai dengan; s . d .; s / d; s . d; tenggat; batas "
            "waktu; batas waktu :; tenggat :; tenggat waktu; jatuh tempo; target waktu; tidak lewat dari; tidak "
            "melewati; sd; menjelang; paling lambat di; hingga dengan; tidak lebih dari tanggal; tidak lebih lambat "
            "dari; sebelum tanggal; target selesai; target selesai :; paling lambat tanggal; mulai"
        ),
    },
    "by": {"by": "sebesar; sebanyak; sejumlah; senilai; sekitar sebesar"},
    "in": {
        "in": (
            "pada; di; untuk; per; per tanggal; pada tanggal; tanggal; tgl; di akhir; saat; pada saat; pada bulan; "
            "bulan; kondisi; posisi; per akhir; per posisi; pd; pada tgl"
        ),
    },
    "asof": {"asof": "terhitung; per posisi tanggal"},
    "start": {
        "start": (
            "sejak; mulai; terhitung sejak; terhitung mulai; berlaku sejak; setelah; dimulai; mulai dari; efektif; "
            "berlaku mulai"
        ),
    },
    "during": {
        "during": (
            "selama; sepanjang; dalam periode; selama periode; dalam kurun; dalam kurun waktu; selama kurun waktu; "
            "selama kurun; dalam rentang; di sepanjang; dalam periode tahun; untuk periode; dalam; pada periode; "
            "periode"
        ),
    },
    "after_unit": {
        "deadline": (
            "ke depan; mendatang; yang akan datang; sejak ditetapkan; sejak penetapan; setelah penetapan; sejak "
            "go-live; setelah go-live; sejak rencana disetujui; sejak berlakunya; setelah berlakunya; sejak "
            "diterbitkan; setelah diterbitkan; sejak penandatanganan; setelah penandatanganan; sejak kontrak; sejak "
            "disahkan; setelah disahkan; dari sekarang; sejak sekarang; sejak tanggal ditetapkan; sejak tanggal "
            "penetapan; sejak diundangkan; sejak rencana ini; setelah rencana ini; sejak tanggal berlakunya; sejak "
            "peluncuran; sejak dimulainya; sejak disetujuinya; setelah persetujuan; sejak persetujuan; setelah "
            "rencana disahkan; berikutnya; sejak peraturan; pertama; sejak awal"
        ),
    },
    "next": {"next": "berikutnya; depan; mendatang"},
    "every": {"every": "setiap; tiap; tiap-tiap; masing-masing; setiap satu; saban; tiap satu; per tiap"},
    "per": {"per": "per; dalam; /; se"},
    "cadence": {
        "d": "harian; setiap hari; tiap hari; setiap hari kerja; tiap hari kerja; sehari sekali",
        "wk": (
            "mingguan; pekanan; setiap minggu; setiap pekan; tiap minggu; tiap pekan; dua mingguan; per minggu; "
            "seminggu sekali; per pekan; seminggu; sepekan; setiap akhir pekan; setiap senin; setiap jumat"
        ),
        "mo": (
            "bulanan; setiap bulan; tiap bulan; per bulan; sebulan sekali; dua bulanan; tiap-tiap bulan; bulan ke "
            "bulan; setiap akhir bulan; sebulan; setiap bulannya; tiap bulannya; per bulannya; setiap bulan "
            "kalender; bulan demi bulan; tiap akhir bulan; masing-masing bulan; setiap tanggal; setiap bln; per bln"
        ),
        "q": (
            "triwulanan; kuartalan; setiap triwulan; setiap kuartal; tiap triwulan; tiap kuartal; per triwulan; per "
            "kuartal; tiga bulanan; setiap triwulannya; tiga bulan sekali; 3 bulan sekali; setiap akhir triwulan; "
            "caturwulanan; setiap caturwulan; tiap akhir triwulan; masing-masing triwulan; triwulan sekali; setiap "
            "tiga bulan; setiap 3 bulan; setiap akhir kuartal"
        ),
        "h": (
            "semesteran; setiap semester; tiap semester; per semester; enam bulan sekali; 6 bulan sekali; setengah "
            "tahunan; tengah tahunan; enam bulanan; setiap enam bulan; setiap 6 bulan; masing-masing semester; "
            "setiap akhir semester"
        ),
        "y": (
            "tahunan; setiap tahun; tiap tahun; per tahun; setahun sekali; setiap tahunnya; setahun; setiap tahun "
            "anggaran; setiap tahun buku; per tahunnya; dua tahun sekali; tiga tahun sekali; dua tahunan; tiap "
            "tahun anggaran; setiap akhir tahun; tiap tahunnya; lima tahunan; year on "
            "year; per thn"
        ),
    },
    "period_word": {"period": "periode; masa; jendela; kurun"},
    "rolling": {"rolling": "bergulir; berjalan; terakhir; berturut-turut"},
    "from": {
        "from": "dari; dari posisi; dari sebelumnya; dari angka; dari rata-rata",
        "now": (
            "semula; dari semula; saat ini; dari baseline; awalnya; kondisi awal; sebelumnya; saat ini sebesar; "
            "dari saat ini"
        ),
    },
    "to": {
        "to": (
            "menjadi; ke; hingga; sampai; hingga mencapai; sampai dengan; sampai mencapai; sehingga menjadi; ke "
            "level; jadi; ke angka; hingga menjadi; sampai menjadi; ke tingkat; hingga sebesar; hingga ke"
        ),
    },
    "of": {"of": "dari; dari seluruh; dari total; dari semua"},
    "outof": {
        "outof": (
            "dari skala; dari; dari maksimal; dari total; dari setiap; pada skala; di antara; dalam skala; skala"
        ),
    },
    "compare": {
        "strict": (
            "dibandingkan; dibanding; dibandingkan dengan; terhadap; dibanding dengan; daripada; ketimbang; dari "
            "realisasi; dari capaian; dari posisi; dibandingkan realisasi; terhadap realisasi; terhadap capaian; "
            "dibanding realisasi"
        ),
        "loose": "dari; atas; realisasi; capaian; pencapaian",
    },
    "baseline": {
        "baseline": (
            "baseline; garis dasar; kondisi awal; median; rata-rata; realisasi; capaian; nilai awal; angka dasar; "
            "posisi; angka; tingkat; sebelumnya; kinerja; data awal; nilai"
        ),
    },
    "at_least": {
        "at_least": (
            "sekurang-kurangnya; paling sedikit; setidaknya; setidak-tidaknya; minimal; minimum; tidak kurang dari; "
            "paling kurang; sedikitnya; tidak di bawah; tidak boleh kurang dari; di atas atau sama dengan; lebih "
            "dari atau sama dengan; ≥; > =; sekurangnya; paling rendah; serendah-rendahnya; tidak boleh di bawah; "
            "tak kurang dari; tidak turun di bawah; sebanyak minimal; minimal sebesar; sebesar minimal; min; min .; "
            "paling tidak; lebih besar atau sama dengan; minimal sebanyak; tidak lebih rendah dari; "
            "sekurang-kurangnya sebesar"
        ),
    },
    "at_most": {
        "at_most": (
            "paling banyak; maksimal; maksimum; tidak lebih dari; paling tinggi; sebanyak-banyaknya; paling lama; "
            "tidak melebihi; tidak melampaui; tidak boleh lebih dari; setinggi-tingginya; kurang dari atau sama "
            "dengan; ≤; < =; paling besar; tidak boleh melebihi; tak lebih dari; selama-lamanya; sebesar-besarnya; "
            "maks; maks .; max; paling lambat; selambat-lambatnya; tidak di atas; maksimal sebesar; sebesar "
            "maksimal; maksimal sebanyak; tidak lebih lama dari; lebih kecil atau sama dengan; dibatasi; "
            "selambatnya; tidak boleh di atas; tidak lebih tinggi dari; tidak boleh melampaui"
        ),
    },
    "above": {
        "above": (
            "lebih dari; di atas; melebihi; melampaui; lebih besar dari; lebih tinggi dari; >; diatas; lebih "
            "daripada; lebih besar daripada"
        ),
    },
    "below": {
        "below": (
            "kurang dari; di bawah; lebih kecil dari; lebih rendah dari; <; dibawah; lebih cepat dari; lebih "
            "sedikit dari; kurang daripada; lebih singkat dari; tidak mencapai"
        ),
    },
    "equal": {"equal": "tepat; sama dengan; ="},
    "about": {
        "about": (
            "sekitar; kira-kira; kurang lebih; hampir; sebesar; sebanyak; sejumlah; total; tambahan; senilai; "
            "rata-rata; angka; skor; nilai; hanya; adalah; yaitu; yakni; sebanyak mungkin; target; level; :; as; ~; "
            "lagi; capaian; tingkat; indeks; mencapai; waktu; batas; lain; yang; ada; menjadi sekitar; baru; "
            "persentase; suatu; para; rasio; predikat; poin"
        ),
    },
    "post_at_least": {
        "at_least": (
            "atau lebih; ke atas; atau di atasnya; minimal; atau lebih tinggi; minimum; atau lebih baik; atau lebih "
            "besar; keatas"
        ),
    },
    "post_at_most": {
        "at_most": (
            "atau kurang; ke bawah; maksimal; maksimum; atau lebih rendah; atau lebih cepat; paling lama; paling "
            "lambat; atau di bawahnya; paling banyak; kebawah"
        ),
    },
    "age": {
        "age": (
            "berumur lebih dari; berusia lebih dari; berumur; berusia; berumur di atas; berusia di atas; lebih tua "
            "dari; yang lebih dari; yang melebihi; berlangsung lebih dari; yang berlangsung lebih dari; yang "
            "memakan waktu lebih dari; tertunda lebih dari; yang tertunda lebih dari; terbuka lebih dari; menunggak "
            "lebih dari; melebihi umur; menunggu lebih dari; yang menunggu lebih dari; dengan nilai di atas; "
            "bernilai di atas; bernilai lebih dari; dengan lebih dari; yang terbuka lebih dari; lewat dari; lewat; "
            "terlambat lebih dari; yang terlambat lebih dari; yang melampaui; senilai lebih dari; di atas usia; "
            "dengan nilai lebih dari; yang berumur lebih dari; yang berusia lebih dari; memakan waktu lebih dari; "
            "menginap lebih dari; yang sudah lebih dari; lama dari; menganggur lebih dari"
        ),
    },
    "quant_all": {
        "all": (
            "seluruh; semua; segenap; setiap; tiap; masing-masing; keseluruhan; tiap-tiap; semuanya; seluruhnya; ke "
            "semua"
        ),
    },
    "quant_mean": {"mean": "rata-rata; rerata; rataan; median; secara rata-rata; mttr; mtbf; rata rata"},
    "percentile": {"percentile": "persentil; persentil ke; p95; p99; p90; persentil ke-"},
    "soft": {
        "soft": (
            "sesegera mungkin; segera; secepatnya; secepat mungkin; tepat waktu; secara berkala; berkala; secara "
            "bertahap; bertahap; secara rutin; rutin; secara periodik; periodik; terus-menerus; terus menerus; "
            "berkelanjutan; secara berkelanjutan; sewaktu-waktu; jika memungkinkan; apabila memungkinkan; sesuai "
            "kebutuhan; semaksimal mungkin; sebaik mungkin; seoptimal mungkin; secara kontinu; sebaik-baiknya; "
            "secara konsisten; senantiasa; selalu; cepat; memadai; secukupnya; sedapat mungkin; dalam waktu dekat; "
            "jangka panjang; jangka menengah; jangka pendek; pada waktunya; dari waktu ke waktu; secara signifikan; "
            "signifikan; sebagian besar; mayoritas; beberapa; banyak; lebih baik; setiap saat; secara teratur; "
            "teratur; seminimal mungkin; secara progresif; pada saat yang tepat; setiap waktu; kapan saja; "
            "seefisien mungkin; perlahan; setinggi mungkin; serendah mungkin; optimal; maksimal mungkin; sebanyak "
            "mungkin; secara maksimal; wajar"
        ),
    },
    "intention": {
        "intention": (
            "berupaya; berusaha; diupayakan; mengupayakan; mengusahakan; diusahakan; diharapkan; berharap; "
            "berkeinginan; bercita-cita; ditargetkan; bertekad; bertujuan; diharap; mencoba; sedapat-dapatnya; akan "
            "berusaha; akan berupaya; berikhtiar; mengharapkan; berkomitmen untuk berupaya; upaya terbaik"
        ),
    },
    "reference": {
        "reference": (
            "yang ditetapkan dalam; ditetapkan dalam; yang ditetapkan; yang disepakati; disepakati; waktu yang "
            "disepakati; target yang ditetapkan; sesuai sla; sesuai target; sesuai perjanjian; sesuai kontrak; yang "
            "ditentukan; yang telah ditetapkan; sebagaimana diatur; yang diatur dalam; diatur dalam; sesuai "
            "ketentuan; target sla; sesuai kesepakatan; yang tercantum dalam; tercantum dalam; yang dipersyaratkan; "
            "sesuai standar; target katalog; batas waktu yang disepakati; yang diperjanjikan; sesuai dengan sla; "
            "sesuai dengan target; memenuhi sla; sesuai dengan kontrak; rata-rata nasional; rata-rata industri; "
            "yang telah disepakati; sesuai dengan ketentuan; yang berlaku; nasional"
        ),
    },
    "filler": {
        "filler": (
            "salah satu; satu per satu; dan; atau; yang; ,; di; pada; untuk; para; akan; harus; wajib; kami; kita; "
            "telah; sudah; dengan; oleh; dari; ini; itu; agar; bagi; adalah; sebagai; dapat; tidak; serta; secara; "
            "dalam"
        ),
    },
    "modal": {"modal": "akan; harus; wajib; mesti; perlu; berkomitmen; seharusnya; dapat"},
    "condition": {"if": "jika; apabila; bila; bilamana; kalau; dalam hal; manakala; ketika"},
    "filter_verb": {
        "filter": (
            "diidentifikasi; teridentifikasi; dilaporkan; dibuka; dicatat; diterima; dibuat; terdaftar; "
            "diterbitkan; tercatat; diajukan; masuk; terdeteksi; dikirim; dimulai; ditemukan; terjadi"
        ),
    },
    "state": {
        "state": (
            "selesai; rampung; tuntas; beroperasi; aktif; tersedia; terbit; berlaku; siap; terpasang; terbentuk; "
            "tersertifikasi; terakreditasi; tersusun; terlaksana; terselenggara; terimplementasi; lulus; sah; "
            "terintegrasi; terdokumentasi; terverifikasi; tercapai; terpenuhi; tertangani; terselesaikan; terkirim; "
            "terisi; terlatih; terdaftar; terealisasi; sudah berjalan; difungsikan; diresmikan; dibuka; ditutup; "
            "go-live; live; tertutup; terbangun; terpulihkan; terenkripsi; tersambung; terhubung; tervaksinasi; "
            "terlayani; terlindungi; terbayar; tersalurkan; terkonfirmasi; termutakhirkan; terpetakan"
        ),
    },
    "have": {
        "have": (
            "memiliki; mempunyai; punya; dilengkapi; mengikuti; lulus; menjalani; mendapat; mendapatkan; "
            "mengantongi; berizin; bersertifikat; bersertifikasi; menerima; memperoleh; menyandang; tercakup; telah "
            "memiliki; sudah memiliki"
        ),
    },
    "be": {"be": "telah; sudah; sedang"},
}
