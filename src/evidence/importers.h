// What the table of importers consists of: who recognises a document, and who reads it.
#pragma once

#include "stackdrag/evidence.h"

namespace stackdrag::evidence {

// By content, since names of files say nothing: a `GTM.json` may be about going to market.
bool is_har(View root);
bool is_gtm(View root);
bool is_n8n(View root);
bool is_make(View root);
bool is_zapier(View root);
bool is_blacklight(View root);
bool is_cookies(View root);
bool is_lighthouse(View root);
bool is_plan(View root);
bool is_catalog(View root);
bool is_sheet(View root);

void read_har(const Export& in, Imported& out);
void read_gtm(const Export& in, Imported& out);
void read_n8n(const Export& in, Imported& out);
void read_make(const Export& in, Imported& out);
void read_zapier(const Export& in, Imported& out);
void read_blacklight(const Export& in, Imported& out);
void read_cookies(const Export& in, Imported& out);
void read_lighthouse(const Export& in, Imported& out);
void read_plan(const Export& in, Imported& out);
void read_catalog(const Export& in, Imported& out);
void read_sheet(const Export& in, Imported& out);

}  // namespace stackdrag::evidence
