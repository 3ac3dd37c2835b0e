// The workspace: the pages of an office, and which of them a request gets.
//
// Invariants: without a session only the page to sign in, the settings and assets are given; what
// changes something has to come from a page of the session (http/csrf.h); nothing is asked of the
// office but its queries and commands. It serves any number of requests at a time.
//
//     const auto workspace = REMIT_TRY(Workspace::open(*office));
//     auto server = http::Server::start(env, options, http::hooks_of(workspace->router()));
#pragma once

#include <memory>

#include "http/router.h"
#include "office/office.h"

namespace remit::web {

class Workspace {
  public:
    /// The office must outlive it. Errors: those of the database. Cost: some 100 ms.
    static Result<std::unique_ptr<Workspace>> open(office::Office& office);
    ~Workspace();
    Workspace(const Workspace&) = delete;
    Workspace& operator=(const Workspace&) = delete;

    /// Every path that there is, for the server.
    [[nodiscard]] const http::Router& router() const;

  private:
    struct Parts;
    explicit Workspace(std::unique_ptr<Parts> parts);
    std::unique_ptr<Parts> parts_;
};

}  // namespace remit::web
