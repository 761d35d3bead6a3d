"""The midterm report and the yearly status of a plan: one document, printed as PDF/UA, HTML and XLSX."""
