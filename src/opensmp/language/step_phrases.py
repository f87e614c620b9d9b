"""The words of procedure steps, in English and Indonesian: what is done on a screen, what follows, what is done. Data only."""

from __future__ import annotations

SCREEN = (
    "click; double-click; right-click; press the; press enter; tick the box; check the box; drop-down; dropdown "
    "menu; select from the menu; select from the list; log in to; log into; log on to; sign in to; type the; "
    "enter the user; enter the ticket; fill in the form; fill in the field; fill out the form; open the form; "
    "copy and paste; navigate to; scroll; choose from the; press submit; press save; open the menu; klik; tekan "
    "tombol; isi formulir; isi kolom; isikan; pilih menu; pilih opsi; buka menu; centang; masukkan nomor; "
    "masukkan data; masukkan nama; login ke; masuk ke aplikasi; buka aplikasi; buka formulir; mengklik; menekan "
    "tombol; mengisi formulir; salin dan tempel; simpan formulir; ketik; ketikkan; gulir; tekan enter; unggah "
    "berkas; mengisi kolom; buka tiket; run the command; run the script; jalankan perintah; jalankan skrip; "
    "restart the server; set the status to; set the priority to; change the status to; ubah status menjadi; "
    "ubah status tiket; open a ticket; opens a ticket; enters the ticket; fills in the form; clicks; presses; "
    "selects the category; choose the category; pilih kategori"
)

THEN = (
    "then; next ,; after that; afterwards; and then; once done; subsequently; lalu; kemudian; selanjutnya; "
    "setelah itu; sesudah itu; berikutnya; after which"
)

ACTS = (
    "open; opens; assign; assigns; log; logs; call; calls; send; sends; enter; enters; update; updates; close; "
    "closes; notify; notifies; attach; attaches; forward; forwards; categorise; categorises; categorize; "
    "categorizes; escalate; escalates; save; saves; run; runs; restart; restarts; verify; verifies; copy; "
    "copies; fill; fills; select; selects; check; checks; record; records; phone; phones; email; emails; ask; "
    "asks; contact; contacts; transfer; transfers; print; prints; upload; uploads; download; downloads; reset; "
    "resets; test; tests; write; writes; reboot; reboots; add; adds; search; searches; diagnose; diagnoses; "
    "buka; membuka; tugaskan; menugaskan; catat; mencatat; hubungi; menghubungi; kirim; kirimkan; mengirim; "
    "mengirimkan; isi; mengisi; perbarui; memperbarui; tutup; menutup; beri tahu; memberi tahu; lampirkan; "
    "melampirkan; teruskan; meneruskan; simpan; menyimpan; jalankan; menjalankan; periksa; memeriksa; salin; "
    "menyalin; pilih; memilih; cek; mengecek; unggah; mengunggah; unduh; mengunduh; telepon; menelepon; cetak; "
    "mencetak; eskalasi; mengeskalasi; eskalasikan; verifikasi; memverifikasi; masukkan; memasukkan; tentukan; "
    "klasifikasikan; mengklasifikasikan; konfirmasi; konfirmasikan; mengonfirmasi; informasikan; tulis; "
    "menulis; lakukan; minta; meminta"
)
