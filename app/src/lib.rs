//! The binary and the order.
