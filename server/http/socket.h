// A connection that became a WebSocket.
#pragma once

#include <memory>

#include <boost/beast/http/message.hpp>
#include <boost/beast/http/string_body.hpp>

#include "http/edge.h"

namespace commonground::http {

using UpgradeRequest = boost::beast::http::request<boost::beast::http::string_body>;

void start_socket(const std::shared_ptr<Edge>& edge, std::unique_ptr<Transport> transport,
                  NetworkSeats::Seat seat, UpgradeRequest request);

}  // namespace commonground::http
