import smtplib

with smtplib.SMTP("HOST", PORT) as server:
    server.sendmail("ana@example.org", "rui@example.org", "Olá!")
