// Event names that vendors prescribe: nobody can spell them otherwise.
#pragma once

#include <algorithm>
#include <iterator>

#include "stackdrag/inventory.h"

namespace stackdrag::rules {

/// Names of GA4 (automatically collected, enhanced measurement and recommended events), Meta's and TikTok's standard events, and Pinterest's.
/// Sources: support.google.com/analytics/answer/9234069 and 9267735, developers.facebook.com/docs/meta-pixel/reference,
/// ads.tiktok.com/help/article/standard-events-parameters, help.pinterest.com/en/business/article/add-event-codes.
inline bool is_prescribed(Text name) {
  constexpr std::string_view names[] = {
      "AddPaymentInfo", "AddToCart", "AddToWishlist", "ClickButton", "CompletePayment", "CompleteRegistration", "Contact",
      "CustomizeProduct", "Donate", "Download", "FindLocation", "InitiateCheckout", "Lead", "PageView", "PlaceAnOrder", "Purchase",
      "Schedule", "Search", "StartTrial", "SubmitApplication", "SubmitForm", "Subscribe", "ViewContent",
      "ad_impression", "add_payment_info", "add_shipping_info", "add_to_cart", "add_to_wishlist", "addtocart", "begin_checkout",
      "checkout", "click", "close_convert_lead", "close_unconvert_lead", "custom", "disqualify_lead", "earn_virtual_currency",
      "file_download", "first_visit", "form_start", "form_submit", "generate_lead", "join_group", "lead", "level_end", "level_start",
      "level_up", "login", "page_view", "pagevisit", "post_score", "purchase", "qualify_lead", "refund", "remove_from_cart", "scroll",
      "search", "select_content", "select_item", "select_promotion", "session_start", "share", "sign_up", "signup",
      "spend_virtual_currency", "tutorial_begin", "tutorial_complete", "unlock_achievement", "user_engagement", "video_complete",
      "video_progress", "video_start", "view_cart", "view_item", "view_item_list", "view_promotion", "view_search_results",
      "viewcategory", "watchvideo", "working_lead",
  };
  return std::find(std::begin(names), std::end(names), name) != std::end(names);
}

}  // namespace stackdrag::rules
