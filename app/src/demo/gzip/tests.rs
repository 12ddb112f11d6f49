use super::*;

#[test]
fn the_checksum_is_the_one_of_rfc_1952() {
    // The check value that every description of CRC-32 gives.
    assert_eq!(crc32(b"123456789"), 0xcbf4_3926);
}

#[test]
fn a_long_body_is_written_in_several_blocks_of_which_only_the_last_is_final() {
    let body = vec![b'x'; BLOCK + 1];
    let packed = gzip(&body);
    assert_eq!(packed[10], 0);
    assert_eq!(packed[10 + 5 + BLOCK], 1);
    assert_eq!(packed.len(), 10 + 5 + BLOCK + 5 + 1 + 8);
}
