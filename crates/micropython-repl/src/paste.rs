//! What a person pastes, as Python should get it.
